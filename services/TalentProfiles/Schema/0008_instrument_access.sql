alter table organisation_seat enable row level security;
grant select on organisation_seat to matchmaking_api;
create policy organisation_seat_worker on organisation_seat to matchmaking_worker using (true);
create policy organisation_seat_read on organisation_seat for select to matchmaking_api using ((select caller_organisation()) is not null);

-- What is shared is known to every caller. Each owner changes its own; the operator of a bureau changes all.
alter table instrument enable row level security;
grant select, insert, update on instrument to matchmaking_api;
create policy instrument_worker on instrument to matchmaking_worker using (true);
create policy instrument_read on instrument for select to matchmaking_api using ((select caller_organisation()) is not null);
create policy instrument_insert on instrument for insert to matchmaking_api with check (caller_is('operator') or (caller_is(owner_kind) and owner_code = caller_organisation()));
create policy instrument_update on instrument for update to matchmaking_api using (caller_is('operator') or (caller_is(owner_kind) and owner_code = caller_organisation()));

alter table instrument_hours enable row level security;
grant select, insert on instrument_hours to matchmaking_api;
create policy instrument_hours_worker on instrument_hours to matchmaking_worker using (true);
create policy instrument_hours_read on instrument_hours for select to matchmaking_api using ((select caller_organisation()) is not null);
create policy instrument_hours_insert on instrument_hours for insert to matchmaking_api with check (caller_is('operator') or owner_code = caller_organisation());

alter table instrument_outage enable row level security;
grant select, insert, update, delete on instrument_outage to matchmaking_api;
create policy instrument_outage_worker on instrument_outage to matchmaking_worker using (true);
create policy instrument_outage_read on instrument_outage for select to matchmaking_api using ((select caller_organisation()) is not null);
create policy instrument_outage_insert on instrument_outage for insert to matchmaking_api with check (caller_is('operator') or owner_code = caller_organisation());
create policy instrument_outage_update on instrument_outage for update to matchmaking_api using (caller_is('operator') or owner_code = caller_organisation());
create policy instrument_outage_delete on instrument_outage for delete to matchmaking_api using (caller_is('operator') or owner_code = caller_organisation());

alter table booking_transition enable row level security;
create policy booking_transition_worker on booking_transition to matchmaking_worker using (true);

-- Both sides see a booking, and the bureau that serves the region of one of them. Only the trigger behind the steps changes it.
alter table instrument_booking enable row level security;
grant select, insert on instrument_booking to matchmaking_api;
create policy instrument_booking_worker on instrument_booking to matchmaking_worker using (true);
create policy instrument_booking_read on instrument_booking for select to matchmaking_api using (
    booker_code = (select caller_organisation())
    or owner_code = (select caller_organisation())
    or ((select caller_is_bureau()) and (caller_serves(instrument_region) or caller_serves(booker_region))));
create policy instrument_booking_insert on instrument_booking for insert to matchmaking_api
    with check (caller_is('operator') or (booker_code = caller_organisation() and (caller_is('enterprise') or caller_is('institute'))));

alter table booking_step enable row level security;
grant select, insert on booking_step to matchmaking_api;
create policy booking_step_worker on booking_step to matchmaking_worker using (true);
create policy booking_step_read on booking_step for select to matchmaking_api using (exists (select from instrument_booking b where b.booking_id = booking_step.booking_id));
create policy booking_step_insert on booking_step for insert to matchmaking_api with check (caller_is('operator') or organisation = caller_organisation());
