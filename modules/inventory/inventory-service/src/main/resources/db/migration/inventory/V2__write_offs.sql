-- Units of a product: on hand = received - sold - written off. The default is for processes that still run without it.
alter table stock add column written_off integer not null default 0;
alter table stock drop constraint stock_check;
alter table stock add constraint stock_units_check
  check (sold >= 0 and written_off >= 0 and received - sold >= written_off);

-- Why units were written off. Rows are only ever added.
create table write_off (
  id bigint generated always as identity primary key,
  product integer not null references stock,
  quantity integer not null check (quantity > 0),
  reason varchar(200) not null check (btrim(reason) <> ''),
  written_off_at timestamp with time zone not null
);

create index write_off_product_idx on write_off (product);
