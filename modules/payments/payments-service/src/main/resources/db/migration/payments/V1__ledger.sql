-- The ledger. All amounts are US dollars: the contract takes no other money.

-- A wallet as it follows from its events so far, and the head of their stream: whoever appends
-- moves it from the version that was read to the next, or finds that another was faster.
create table wallet (
  customer integer primary key,
  version bigint not null check (version > 0),
  balance numeric(17, 2) not null check (balance >= 0),
  held numeric(17, 2) not null check (held >= 0),
  paid numeric(17, 2) not null check (paid >= 0),
  deposited numeric(17, 2) not null,
  check (deposited = balance + held + paid)
);

-- The log. An event moves its amount from one account to another, so that over all accounts every
-- event sums to zero. The kind decides which accounts they are. Deposits and revenue are accounts
-- without a row of their own: nothing waits for them.
create table wallet_event (
  customer integer not null references wallet,
  version bigint not null check (version > 0),
  position bigint generated always as identity unique,
  kind varchar(10) not null,
  payment uuid,
  from_account varchar(20),
  to_account varchar(20),
  amount numeric(17, 2) not null check (amount >= 0),
  recorded_at timestamp with time zone not null default now(),
  primary key (customer, version),
  check ((version = 1) = (kind = 'OPENED')),
  check ((payment is null) = (kind in ('OPENED', 'DEPOSITED'))),
  check (
    case kind
      when 'OPENED' then from_account is null and to_account is null and amount = 0
      when 'DEPOSITED' then from_account = 'deposits' and to_account = 'wallet:' || customer
      when 'AUTHORISED' then from_account = 'wallet:' || customer and to_account = 'held:' || customer
      when 'CAPTURED' then from_account = 'held:' || customer and to_account = 'revenue'
      when 'VOIDED' then from_account = 'held:' || customer and to_account = 'wallet:' || customer
      when 'REFUNDED' then from_account = 'revenue' and to_account = 'wallet:' || customer
      else false
    end is true)
);

-- Nothing happens to a payment twice.
create unique index wallet_event_payment_key on wallet_event (payment, kind);

-- Both sides of every event, in the one order of all: up to any position the amounts sum to zero.
create view ledger_entry as
  select position, customer, version, from_account as account, -amount as amount
  from wallet_event where from_account is not null
  union all
  select position, customer, version, to_account, amount
  from wallet_event where to_account is not null;

-- What a wallet was at some version, so that no more than the events after it need to be read.
create table wallet_snapshot (
  customer integer not null references wallet,
  version bigint not null check (version > 0),
  balance numeric(17, 2) not null check (balance >= 0),
  held numeric(17, 2) not null check (held >= 0),
  paid numeric(17, 2) not null check (paid >= 0),
  deposited numeric(17, 2) not null,
  primary key (customer, version),
  check (deposited = balance + held + paid)
);

-- Payments that were reversed before they were authorised, and so never will be. A log as well.
create table payment_tombstone (
  payment uuid primary key,
  recorded_at timestamp with time zone not null default now()
);

-- A payment as it follows from the events; a row without customer follows from a tombstone. Of two
-- commands on a payment one waits here for the other.
create table payment (
  id uuid primary key,
  state varchar(10) not null check (state in ('AUTHORISED', 'CAPTURED', 'VOIDED', 'REFUNDED')),
  -- Deferred, so that an unknown customer is refused by name before.
  customer integer references wallet deferrable initially deferred,
  amount numeric(17, 2) check (amount >= 0),
  check ((customer is null) = (amount is null)),
  check (customer is not null or state = 'VOIDED')
);

create index payment_customer_idx on payment (customer);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % refused: the ledger is append-only; record an event that undoes it',
    tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

revoke execute on function refuse_change() from public;

create trigger wallet_event_append_only before update or delete or truncate on wallet_event
  for each statement execute function refuse_change();

create trigger payment_tombstone_append_only before update or delete or truncate on payment_tombstone
  for each statement execute function refuse_change();
