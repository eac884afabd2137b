-- What the probe's commands leave behind, so that a test can tell whether they did.
create table thing (
  id   integer generated always as identity primary key,
  name text not null
);
