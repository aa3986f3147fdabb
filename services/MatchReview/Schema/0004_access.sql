-- Whether the enterprise wants to stay unnamed outside the bureau until both sides agree.
alter table demand add column anonymous boolean not null default false;
create index demand_by_enterprise on demand (enterprise_code);
create index talent_by_institute on talent (institute_code);

-- What a caller who is not an operator may know of: the own needs of an enterprise, those in the regions of a reviewer. Functions of the owner, for
-- a policy that reads a table whose own policy reads the first one would never end.
create function caller_demands() returns setof uuid language sql stable security definer set search_path = public as $$
    select demand_id from demand
    where enterprise_code = caller_organisation() and caller_is('enterprise') or caller_is('reviewer') and caller_serves(region_code)
$$;
create function caller_talents() returns setof uuid language sql stable security definer set search_path = public as $$
    select talent_id from talent where caller_is('institute') and institute_code = caller_organisation()
$$;
-- An operator, or a reviewer of all regions.
create function caller_sees_queue() returns boolean language sql stable as $$
    select caller_is('operator') or caller_is('reviewer') and coalesce(current_setting('app.regions', true), '') = ''
$$;

alter table match enable row level security;
grant select, update on match to matchmaking_api;
create policy match_worker on match to matchmaking_worker using (true);
create policy match_read on match for select to matchmaking_api using (
    (select caller_sees_queue())
    or demand_id in (select caller_demands())
    or (status = 'accepted' and talent_id in (select caller_talents())));
create policy match_update on match for update to matchmaking_api
    using ((select caller_sees_queue()) or ((select caller_is('reviewer')) and demand_id in (select caller_demands())));

alter table demand enable row level security;
grant select on demand to matchmaking_api;
create policy demand_worker on demand to matchmaking_worker using (true);
create policy demand_read on demand for select to matchmaking_api using (
    (select caller_sees_queue())
    or demand_id in (select caller_demands())
    or exists (select from match m where m.demand_id = demand.demand_id));

alter table talent enable row level security;
grant select on talent to matchmaking_api;
create policy talent_worker on talent to matchmaking_worker using (true);
create policy talent_read on talent for select to matchmaking_api using (
    (select caller_is_bureau())
    or talent_id in (select caller_talents())
    or exists (select from match m where m.talent_id = talent.talent_id));

alter table ranked_list enable row level security;
grant select on ranked_list to matchmaking_api;
create policy ranked_list_worker on ranked_list to matchmaking_worker using (true);
create policy ranked_list_read on ranked_list for select to matchmaking_api
    using ((select caller_sees_queue()) or demand_id in (select caller_demands()));

alter table departed_match enable row level security;
grant select on departed_match to matchmaking_api;
create policy departed_match_worker on departed_match to matchmaking_worker using (true);
create policy departed_match_read on departed_match for select to matchmaking_api using ((select caller_is_bureau()));

alter table match_progress enable row level security;
grant select, insert on match_progress to matchmaking_api;
create policy match_progress_worker on match_progress to matchmaking_worker using (true);
create policy match_progress_read on match_progress for select to matchmaking_api
    using (exists (select from match m where m.match_id = match_progress.match_id));
create policy match_progress_insert on match_progress for insert to matchmaking_api
    with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_progress.match_id));
