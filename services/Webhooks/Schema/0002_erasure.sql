-- Which events name an expert is asked when one is erased: what is kept of 30 days is read through, so no index is kept for it. Deliveries go with their event.
alter table delivery drop constraint delivery_event, add constraint delivery_event foreign key (event_id) references event on delete cascade;
