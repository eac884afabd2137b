-- The history of orders as events tell it, in any order: a row may be there before it is known what
-- was ordered. Each generation is a history of its own; which one is read is in cleave_read_model.
create table history (
  generation integer not null,
  order_id uuid not null,
  changed_at timestamp with time zone not null,
  -- told by ordering; null until then
  customer integer,
  reference varchar(50),
  currency varchar(3),
  total numeric(17, 2),
  freight numeric(17, 2),
  placed_at timestamp with time zone,
  confirmed boolean not null default false,
  rejection text,
  cancelled boolean not null default false,
  status varchar(9) not null generated always as (
    case when cancelled then 'CANCELLED'
         when rejection is not null then 'REJECTED'
         when confirmed then 'CONFIRMED'
         else 'PENDING' end) stored,
  -- told by payments
  captured numeric(17, 2) not null default 0,
  refunded numeric(17, 2) not null default 0,
  -- told by inventory
  released boolean not null default false,
  -- told by shipping
  scheduled boolean not null default false,
  called_off boolean not null default false,
  complete boolean not null default false,
  primary key (generation, order_id)
);

-- Each is also in the order of the result.
create index history_placed_idx on history (generation, placed_at desc, order_id desc);
create index history_customer_idx on history (generation, customer, placed_at desc, order_id desc);
create index history_status_idx on history (generation, status, placed_at desc, order_id desc);

-- Sums of what was told.
create table history_line (
  generation integer not null,
  order_id uuid not null,
  product integer not null,
  ordered integer not null default 0,
  sold integer not null default 0,
  dispatched integer not null default 0,
  returned integer not null default 0,
  primary key (generation, order_id, product)
);

create index history_line_product_idx on history_line (generation, product, order_id);
