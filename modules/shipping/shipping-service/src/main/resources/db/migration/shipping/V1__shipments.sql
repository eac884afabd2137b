-- Without a customer it was cancelled before it was scheduled: the row keeps its id from being used.
create table shipment (
  id uuid primary key,
  customer integer,
  state varchar(17) not null check (state in ('SCHEDULED', 'PARTLY_DISPATCHED', 'DISPATCHED', 'CANCELLED')),
  scheduled_at timestamp with time zone not null default now(),
  dispatched_at timestamp with time zone,
  check (customer is not null or state = 'CANCELLED'),
  check ((dispatched_at is not null) = (state in ('PARTLY_DISPATCHED', 'DISPATCHED')))
);

create index shipment_scheduled_at_idx on shipment (scheduled_at, id);

-- Units left to send = quantity - dispatched; those that came back were sent before.
create table shipment_line (
  shipment uuid not null references shipment,
  product integer not null,
  quantity integer not null check (quantity > 0),
  dispatched integer not null,
  returned integer not null,
  primary key (shipment, product),
  check (dispatched between 0 and quantity),
  check (returned between 0 and dispatched)
);
