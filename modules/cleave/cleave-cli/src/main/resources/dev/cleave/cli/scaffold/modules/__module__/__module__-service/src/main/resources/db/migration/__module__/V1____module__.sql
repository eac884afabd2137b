create table __entity_table__ (
  id integer generated always as identity primary key,
  name varchar(100) not null check (btrim(name) <> '')
);
