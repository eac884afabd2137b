-- When something of a shipment reached the customer, as the carrier said: what was not sent does not arrive.
alter table shipment add column delivered_at timestamp with time zone;
alter table shipment add constraint shipment_delivery_check
  check (delivered_at is null or state in ('PARTLY_DISPATCHED', 'DISPATCHED'));
