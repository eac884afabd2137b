create table orders (
  id uuid primary key,
  customer integer not null,
  status varchar(9) not null check (status in ('PENDING', 'CONFIRMED', 'CANCELLED')),
  reference varchar(50) check (btrim(reference) <> ''),
  freight numeric(17, 2) not null check (freight >= 0),
  currency varchar(3) not null check (currency ~ '^[A-Z]{3}$'),
  placed_at timestamp with time zone not null
);

create index orders_customer_idx on orders (customer, placed_at desc, id desc);

-- Amounts are in the currency of the order. Totals are not stored: they follow from the lines.
create table order_line (
  order_id uuid not null references orders on delete cascade,
  position integer not null check (position >= 1),
  product integer not null,
  quantity integer not null check (quantity > 0),
  unit_price numeric(17, 2) not null check (unit_price > 0),
  discount numeric(5, 4) not null check (discount >= 0 and discount < 1),
  amount numeric(17, 2) not null check (amount >= 0 and amount <= quantity * unit_price),
  primary key (order_id, position),
  unique (order_id, product)
);
