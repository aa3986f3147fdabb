-- Institutes are public bodies: every caller may know them. Each changes its own; the operator of a bureau changes all.
alter table institute enable row level security;
grant select, insert, update on institute to matchmaking_api;
create policy institute_worker on institute to matchmaking_worker using (true);
create policy institute_read on institute for select to matchmaking_api using ((select caller_organisation()) is not null);
create policy institute_insert on institute for insert to matchmaking_api
    with check ((select caller_is('operator')) or ((select caller_is('institute')) and credit_code = (select caller_organisation())));
create policy institute_update on institute for update to matchmaking_api
    using ((select caller_is('operator')) or ((select caller_is('institute')) and credit_code = (select caller_organisation())));

-- Experts are seen by everybody while they agree to be matched; otherwise by their institute and a bureau.
alter table expert enable row level security;
grant select, insert, update on expert to matchmaking_api;
create policy expert_worker on expert to matchmaking_worker using (true);
create policy expert_read on expert for select to matchmaking_api using (
    (select caller_is_bureau())
    or institute_code = (select caller_organisation())
    or (consent and withdrawn_at is null and (select caller_organisation()) is not null));
create policy expert_insert on expert for insert to matchmaking_api
    with check ((select caller_is('operator')) or ((select caller_is('institute')) and institute_code = (select caller_organisation())));
create policy expert_update on expert for update to matchmaking_api
    using ((select caller_is('operator')) or ((select caller_is('institute')) and institute_code = (select caller_organisation())));

-- What belongs to an expert is seen with the expert and changed by whom the expert is changed by.
alter table achievement enable row level security;
grant select, insert, update, delete on achievement to matchmaking_api;
create policy achievement_worker on achievement to matchmaking_worker using (true);
create policy achievement_read on achievement for select to matchmaking_api
    using (exists (select from expert e where e.expert_id = achievement.expert_id));
create policy achievement_write on achievement to matchmaking_api using (
    (select caller_is('operator'))
    or ((select caller_is('institute'))
        and exists (select from expert e where e.expert_id = achievement.expert_id and e.institute_code = (select caller_organisation()))));

-- Keys of imports begin with the organisation that imports, as those of other requests.
alter table import_row enable row level security;
grant select, insert, delete on import_row to matchmaking_api;
create policy import_row_worker on import_row to matchmaking_worker using (true);
create policy import_row_caller on import_row to matchmaking_api using (starts_with(import_key, (select caller_organisation()) || ' '));
