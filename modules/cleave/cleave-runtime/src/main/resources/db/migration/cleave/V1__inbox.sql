-- Commands already handled in this schema: a repeat under the same key gets the stored result.
-- A row is written in the transaction of the command's own work. An orchestrating command, which has
-- no transaction of its own, claims its row first ('STARTED') and completes it when it is done.
create table cleave_inbox (
  idempotency_key text primary key check (length(idempotency_key) between 1 and 200),
  method          text not null,
  request_hash    bytea not null check (length(request_hash) = 32),
  state           text not null check (state in ('STARTED', 'DONE')),
  result          text,
  claimed_until   timestamptz,
  created_at      timestamptz not null default now(),
  check ((state = 'STARTED') = (claimed_until is not null))
);
create index cleave_inbox_created_at on cleave_inbox (created_at);
