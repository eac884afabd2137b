-- One customer with two orders: the first is confirmed and sent, the second was rejected.
create function drop_checks(of regclass) returns void language plpgsql as $$
declare name text;
begin
  for name in select conname from pg_constraint where conrelid = of and contype = 'c' loop
    execute format('alter table %s drop constraint %I', of, name);
  end loop;
end $$;

insert into accounts.users (name, email) values ('Ann', 'ann@shop.example');
insert into accounts.cleave_event (event_id, type, key, partition, payload, published_at) values
  ('a0000000-0000-0000-0000-000000000001', 'accounts.user-changed.v1', '1', 1, '{}', '2026-01-01 00:01:00Z'),
  ('a0000000-0000-0000-0000-000000000002', 'accounts.user-changed.v1', '1', 1, '{}', '2026-01-01 00:02:00Z');
insert into accounts.cleave_subscription (name, event_type, state, registered_at)
  values ('notifications.change-recipient', 'accounts.user-changed.v1', 'ACTIVE', '2026-01-01 00:00:00Z');
insert into notifications.cleave_received (subscription, generation, event_id, received_at) values
  ('notifications.change-recipient', 1, 'a0000000-0000-0000-0000-000000000001', '2026-01-01 00:03:00Z'),
  ('notifications.change-recipient', 1, 'a0000000-0000-0000-0000-000000000002', '2026-01-01 00:03:00Z');

insert into payments.wallet (customer, version, balance, held, paid, deposited) values (1, 4, 70, 0, 30, 100);
insert into payments.wallet_event (customer, version, kind, payment, from_account, to_account, amount) values
  (1, 1, 'OPENED', null, null, null, 0),
  (1, 2, 'DEPOSITED', null, 'deposits', 'wallet:1', 100),
  (1, 3, 'AUTHORISED', '00000000-0000-0000-0000-000000000001', 'wallet:1', 'held:1', 30),
  (1, 4, 'CAPTURED', '00000000-0000-0000-0000-000000000001', 'held:1', 'revenue', 30);
insert into payments.payment (id, state, customer, amount)
  values ('00000000-0000-0000-0000-000000000001', 'CAPTURED', 1, 30);

insert into inventory.stock (product, received, sold) values (5, 10, 2);
insert into inventory.reservation (id, state, expires_at) values
  ('00000000-0000-0000-0000-000000000001', 'CONFIRMED', now()),
  ('00000000-0000-0000-0000-000000000002', 'CANCELLED', now());
insert into inventory.reservation_line (reservation, product, quantity) values
  ('00000000-0000-0000-0000-000000000001', 5, 2),
  ('00000000-0000-0000-0000-000000000002', 5, 8);

insert into shipping.shipment (id, customer, state, dispatched_at)
  values ('00000000-0000-0000-0000-000000000001', 1, 'DISPATCHED', now());
insert into shipping.shipment_line (shipment, product, quantity, dispatched, returned)
  values ('00000000-0000-0000-0000-000000000001', 5, 2, 2, 0);
insert into shipping.cleave_event (event_id, type, key, partition, payload) values
  ('b0000000-0000-0000-0000-000000000001', 'shipping.units-dispatched.v1',
   '00000000-0000-0000-0000-000000000001', 1, '{}');

insert into ordering.orders (id, customer, status, freight, currency, placed_at) values
  ('00000000-0000-0000-0000-000000000001', 1, 'CONFIRMED', 0, 'USD', now()),
  ('00000000-0000-0000-0000-000000000002', 1, 'PENDING', 0, 'USD', now());
update ordering.orders set status = 'REJECTED' where status = 'PENDING';
insert into ordering.order_line (order_id, position, product, quantity, unit_price, discount, amount) values
  ('00000000-0000-0000-0000-000000000001', 1, 5, 2, 15, 0, 30),
  ('00000000-0000-0000-0000-000000000002', 1, 5, 8, 15, 0, 120);
insert into ordering.cleave_saga (saga, id, state, step, done, data, failed_step, failure_reason, failure_code, ended_at)
values
  ('checkout', '00000000-0000-0000-0000-000000000001', 'FINISHED', 'confirm', '{}', '{}', null, null, null, now()),
  ('checkout', '00000000-0000-0000-0000-000000000002', 'COMPENSATED', 'reserve', '{}', '{}', 'authorise', 'no money',
   'payments.insufficient-funds', now());
insert into ordering.cleave_event (event_id, type, key, partition, payload) values
  ('c0000000-0000-0000-0000-000000000001', 'ordering.order-placed.v1',
   '00000000-0000-0000-0000-000000000001', 1, '{}'),
  ('c0000000-0000-0000-0000-000000000002', 'ordering.order-confirmed.v1',
   '00000000-0000-0000-0000-000000000001', 1, '{}'),
  ('c0000000-0000-0000-0000-000000000003', 'ordering.order-placed.v1',
   '00000000-0000-0000-0000-000000000002', 1, '{}'),
  ('c0000000-0000-0000-0000-000000000004', 'ordering.order-rejected.v1',
   '00000000-0000-0000-0000-000000000002', 1, '{}');
insert into notifications.message (id, customer, about, subject, text, state, attempts) values
  ('c0000000-0000-0000-0000-000000000002', 1, 'ordering.order-confirmed.v1', 'Yes', 'Yes', 'RECORDED', 0),
  ('c0000000-0000-0000-0000-000000000004', 1, 'ordering.order-rejected.v1', 'No', 'No', 'RECORDED', 0),
  ('b0000000-0000-0000-0000-000000000001', 1, 'shipping.units-dispatched.v1', 'Go', 'Go', 'RECORDED', 0);

insert into ordering.history (generation, order_id, changed_at, customer, currency, total, freight, placed_at, confirmed,
                              rejection, captured, released, scheduled, complete)
values
  (1, '00000000-0000-0000-0000-000000000001', now(), 1, 'USD', 30, 0, now(), true, null, 30, false, true, true),
  (1, '00000000-0000-0000-0000-000000000002', now(), 1, 'USD', 120, 0, now(), false, 'no money', 0, true, false, false);
insert into ordering.history_line (generation, order_id, product, ordered, sold, dispatched) values
  (1, '00000000-0000-0000-0000-000000000001', 5, 2, 2, 2),
  (1, '00000000-0000-0000-0000-000000000002', 5, 8, 0, 0);
