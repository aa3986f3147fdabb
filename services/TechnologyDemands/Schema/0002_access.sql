-- An enterprise sees and changes what is its own; a bureau sees all, and its operator changes all.
alter table enterprise enable row level security;
grant select, insert, update on enterprise to matchmaking_api;
create policy enterprise_worker on enterprise to matchmaking_worker using (true);
create policy enterprise_read on enterprise for select to matchmaking_api
    using ((select caller_is_bureau()) or credit_code = (select caller_organisation()));
create policy enterprise_insert on enterprise for insert to matchmaking_api
    with check ((select caller_is('operator')) or ((select caller_is('enterprise')) and credit_code = (select caller_organisation())));
create policy enterprise_update on enterprise for update to matchmaking_api
    using ((select caller_is('operator')) or ((select caller_is('enterprise')) and credit_code = (select caller_organisation())));

-- Everybody sees what is published for everybody, an institute what is meant for it, a reviewer what lies in the regions served.
alter table demand enable row level security;
grant select, insert, update on demand to matchmaking_api;
create policy demand_worker on demand to matchmaking_worker using (true);
create policy demand_read on demand for select to matchmaking_api using (
    (select caller_is('operator'))
    or ((select caller_is('reviewer')) and caller_serves(region_code))
    or enterprise_code = (select caller_organisation())
    or (status = 'published' and (select caller_organisation()) is not null and not (select caller_is_bureau())
        and (visibility = 'public'
             or (visibility = 'targeted' and (select caller_is('institute')) and jsonb_exists(form -> 'targetInstitutes', (select caller_organisation()))))));
create policy demand_insert on demand for insert to matchmaking_api
    with check ((select caller_is('operator')) or ((select caller_is('enterprise')) and enterprise_code = (select caller_organisation())));
create policy demand_update on demand for update to matchmaking_api
    using ((select caller_is('operator')) or ((select caller_is('enterprise')) and enterprise_code = (select caller_organisation())));
