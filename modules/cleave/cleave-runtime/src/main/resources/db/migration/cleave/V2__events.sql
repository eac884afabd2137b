-- What the module published: the log is the truth that read models are rebuilt from, and is only
-- ever added to. Numbers are taken under the key's advisory lock, so that their order is the order
-- of commits for one key; across keys it is not.
create table cleave_event (
  position     bigint generated always as identity primary key,
  event_id     uuid not null,
  type         text not null,
  key          text not null,
  partition    smallint not null check (partition between 0 and 63),
  payload      text not null,
  published_at timestamptz not null default clock_timestamp(),
  traceparent  text
);

-- Who is told: one row per listener and generation, also of modules that live elsewhere.
create table cleave_subscription (
  id            integer generated always as identity primary key,
  name          text not null,
  generation    integer not null default 1 check (generation > 0),
  event_type    text not null,
  state         text not null check (state in ('BACKFILLING', 'ACTIVE')),
  -- while backfilling: the log up to backfill_to is delivered; backfilled_to is how far it got
  backfill_to   bigint not null default 0,
  backfilled_to bigint not null default 0,
  registered_at timestamptz not null default now(),
  unique (name, generation)
);

-- Deliveries to make. A row is deleted when the subscriber has it. WAITING stands behind a RETRY or
-- PARKED row of its key, so that the rows that can be delivered are found without reading others.
create table cleave_outbox (
  subscription    integer not null,
  position        bigint not null,
  partition       smallint not null,
  key             text not null,
  state           text not null default 'PENDING'
                  check (state in ('PENDING', 'WAITING', 'RETRY', 'PARKED')),
  attempts        integer not null default 0,
  next_attempt_at timestamptz,
  cause           text,
  first_failed_at timestamptz,
  last_failed_at  timestamptz,
  primary key (subscription, position),
  check ((state = 'RETRY') = (next_attempt_at is not null))
) with (
  -- rows live for milliseconds: what they leave behind must go before a claim has to step over it
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
create index cleave_outbox_pending on cleave_outbox (subscription, (partition / 8), position)
  where state = 'PENDING';
create index cleave_outbox_held_up on cleave_outbox (subscription, key, position)
  where state <> 'PENDING';
create index cleave_outbox_retry on cleave_outbox (subscription, next_attempt_at)
  where state = 'RETRY';

-- The processes that deliver. One that has expired never comes back under the same name.
create table cleave_relay (
  holder        text primary key,
  subscriptions integer[] not null,
  expires_at    timestamptz not null
);

-- Which of them has which eighth of the partitions; the fence grows with every change of hands.
create table cleave_lease (
  subscription integer not null,
  lane         smallint not null check (lane between 0 and 7),
  holder       text,
  fence        bigint not null default 0,
  primary key (subscription, lane)
);

-- Events that listeners of this module have handled, whoever published them: the effect of a
-- delivery and its row commit together, so that a second delivery has no effect.
create table cleave_received (
  subscription text not null,
  generation   integer not null,
  event_id     uuid not null,
  received_at  timestamptz not null default now(),
  primary key (subscription, generation, event_id)
);
create index cleave_received_received_at on cleave_received using brin (received_at)
  with (autosummarize = on);

-- Which generation of a read model is read, and which one is being built.
create table cleave_read_model (
  name     text primary key,
  active   integer not null default 1,
  building integer,
  check (building > active)
);
