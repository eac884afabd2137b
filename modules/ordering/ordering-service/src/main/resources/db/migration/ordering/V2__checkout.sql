alter table orders drop constraint orders_status_check;
alter table orders alter column status type varchar(10);
alter table orders add constraint orders_status_check
  check (status in ('PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLING', 'CANCELLED'));
alter table orders add column reason varchar(1000);

-- Placed by a version that left it to the customer to repeat what was broken off: nothing carries these on.
update orders set status = 'REJECTED', reason = 'Placing it was broken off: place it again.' where status = 'PENDING';
