create table users (
  id integer generated always as identity primary key,
  name varchar(200) not null check (btrim(name) <> ''),
  email varchar(254) check (btrim(email) <> '')
);

-- Two users never share an address, however they spell it.
create unique index users_email_key on users (lower(email));

create table address (
  user_id integer primary key references users on delete cascade,
  street varchar(200) not null check (btrim(street) <> ''),
  city varchar(100) not null check (btrim(city) <> ''),
  region varchar(100) check (btrim(region) <> ''),
  postal_code varchar(20) check (btrim(postal_code) <> ''),
  country varchar(100) not null check (btrim(country) <> '')
);
