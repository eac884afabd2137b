-- Units of a product: on hand = received - sold. What is reserved follows from the reservations.
create table stock (
  product integer primary key,
  received integer not null check (received between 0 and 2000000000),
  sold integer not null,
  check (sold between 0 and received)
);

-- A held reservation whose time has passed is expired: nobody needs to sweep.
create table reservation (
  id uuid primary key,
  state varchar(9) not null check (state in ('HELD', 'CONFIRMED', 'CANCELLED')),
  expires_at timestamp with time zone not null
);

create index reservation_held_idx on reservation (expires_at) where state = 'HELD';

create table reservation_line (
  reservation uuid not null references reservation,
  product integer not null,
  quantity integer not null check (quantity > 0),
  primary key (reservation, product)
);
