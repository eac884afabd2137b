create table category (
  id integer generated always as identity primary key,
  name varchar(100) not null check (btrim(name) <> ''),
  description varchar(1000) check (btrim(description) <> '')
);

create table product (
  id integer generated always as identity primary key,
  name varchar(200) not null check (btrim(name) <> ''),
  category integer not null references category,
  quantity_per_unit varchar(100) not null check (btrim(quantity_per_unit) <> ''),
  price numeric(17, 2) not null check (price > 0),
  currency varchar(3) not null check (currency ~ '^[A-Z]{3}$'),
  discontinued boolean not null
);

create index product_category_idx on product (category);

-- Every price a product had, the present one last. Rows are only ever added.
create table price (
  id bigint generated always as identity primary key,
  product integer not null references product,
  price numeric(17, 2) not null check (price > 0),
  currency varchar(3) not null check (currency ~ '^[A-Z]{3}$'),
  since timestamp with time zone not null
);

create index price_product_idx on price (product, id);
