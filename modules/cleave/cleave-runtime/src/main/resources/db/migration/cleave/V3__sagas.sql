-- The sagas of this schema's module. A row says which step is being done, or undone: it is written in the transaction
-- that records the outcome of the step before, so that what a crash broke off is always the step that the row names.
create table cleave_saga (
  saga             text not null,
  id               text not null check (length(id) between 1 and 100),
  state            text not null check (state in ('RUNNING', 'COMPENSATING', 'FINISHED', 'COMPENSATED', 'STUCK')),
  step             text not null,
  done             text[] not null,      -- the steps before it, first to last
  data             text not null,        -- what the saga knows, as JSON
  attempts         integer not null default 0 check (attempts >= 0),
  next_attempt_at  timestamptz not null default now(),
  step_deadline    timestamptz,          -- of a step that is being done
  cancel_requested boolean not null default false,
  failed_step      text,                 -- why it was compensated
  failure_reason   text,
  failure_code     text,
  cause            text,                 -- of the last failed attempt, or why it is stuck
  traceparent      text,
  holder           text,                 -- the process that carries it on, until the lease ends
  fence            bigint not null default 0,
  lease_until      timestamptz,
  started_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  ended_at         timestamptz,
  primary key (saga, id),
  check ((failed_step is null) = (failure_reason is null) and (failed_step is null) = (failure_code is null)),
  check (state not in ('COMPENSATING', 'COMPENSATED') or failed_step is not null),
  check ((holder is null) = (lease_until is null)),
  check ((ended_at is not null) = (state in ('FINISHED', 'COMPENSATED')))
) with (fillfactor = 60);
-- From step to step no column of an index changes, so that the updates stay within their page.
create index cleave_saga_open on cleave_saga (state, next_attempt_at) where state in ('RUNNING', 'COMPENSATING', 'STUCK');
create index cleave_saga_ended on cleave_saga (ended_at) where ended_at is not null;
