-- The module's own copy of what accounts tells. A removed user keeps a row without anything personal, so
-- that what is told late does not bring name and address back.
create table recipient (
  user_id integer primary key,
  name varchar(200),
  email varchar(254),
  is_removed boolean not null,
  check (is_removed = (name is null)),
  check (not is_removed or email is null)
);

-- The id is that of the event, so that a message is recorded once however often the event is delivered.
create table message (
  id uuid primary key,
  customer integer not null,
  about text not null,
  subject varchar(200) not null check (subject !~ '[[:cntrl:]]'),
  text text not null,
  state varchar(10) not null check (state in ('RECORDED', 'PENDING', 'SENT', 'NO_ADDRESS', 'FAILED')),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  sent_to varchar(254),
  attempts integer not null check (attempts >= 0),
  next_attempt_at timestamp with time zone,
  cause text,
  check ((state = 'PENDING') = (next_attempt_at is not null)),
  check (state = 'SENT' or sent_to is null)
);

create index message_customer_idx on message (customer, recorded_at desc, id desc);

create index message_pending_idx on message (next_attempt_at) where state = 'PENDING';
