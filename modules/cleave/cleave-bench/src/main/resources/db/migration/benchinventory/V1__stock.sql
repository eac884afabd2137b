create table stock (
  sku      text primary key,
  reserved bigint not null
);

create table stock_movement (
  order_id     bigint primary key,
  quantity     int    not null,
  published_us bigint not null,
  handled_us   bigint not null
);
