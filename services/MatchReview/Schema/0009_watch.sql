-- What an organisation watches for: experts new on the lists of its needs, or needs that newly rank its experts. Names no account; who set it stands in the audit chain.
create table watch (
    watch_id uuid constraint watch_once primary key,
    organisation text not null,
    side text not null,
    demand_id uuid,
    talent_id uuid,
    -- As asked for, and the significant digits of it.
    field text,
    field_prefix text,
    region_code text,
    region_prefix text,
    min_score double precision not null,
    max_rank int not null,
    created_at timestamptz not null,
    constraint watch_side check (side in ('enterprise', 'institute')),
    constraint watch_min_score check (min_score between 0 and 100),
    constraint watch_max_rank check (max_rank between 1 and 20),
    constraint watch_field_whole check ((field is null) = (field_prefix is null)),
    constraint watch_region_whole check ((region_code is null) = (region_prefix is null))
);
-- watch_id is a version 7 uuid: the order of the ids is that of arrival and serves as keyset.
create index watch_by_organisation on watch (organisation, side, watch_id);
create index watch_by_talent on watch (talent_id) where talent_id is not null;

-- What fitted a watch, once for each match. Not told is what fitted already when the watch was set, and what an enterprise reads in the first list of its need anyway.
create table watch_fit (
    watch_id uuid not null constraint watch_fit_watch references watch on delete cascade,
    match_id uuid not null,
    organisation text not null,
    demand_id uuid not null,
    talent_id uuid not null,
    rank int not null,
    score double precision not null,
    told boolean not null,
    fitted_at timestamptz not null,
    constraint watch_fit_once primary key (watch_id, match_id)
);
create index watch_fit_by_time on watch_fit (watch_id, fitted_at desc, match_id desc) where told;
create index watch_fit_by_talent on watch_fit (talent_id);

-- The number of the list that first answered a need: the enterprise waited for all of it. Of needs from before it is the newest one.
alter table ranked_list add column first_list_number bigint;
update ranked_list set first_list_number = list_number where list_number > 0;

-- What fits now. An institute is told of needs that everybody may read, or that are aimed at it.
create view watch_fitting as
    select w.watch_id, w.organisation, m.match_id, m.demand_id, m.talent_id, m.rank, m.score, m.list_number <= l.first_list_number as expected
    from match m join demand d using (demand_id) join ranked_list l using (demand_id) left join talent t using (talent_id)
         join watch w on w.side = 'enterprise' and w.organisation = d.enterprise_code
    where m.status = 'pending' and m.score >= w.min_score and m.rank <= w.max_rank
      and (w.demand_id is null or w.demand_id = m.demand_id) and (w.talent_id is null or w.talent_id = m.talent_id)
      and (w.field_prefix is null or starts_with(d.field, w.field_prefix)) and (w.region_prefix is null or starts_with(t.region_code, w.region_prefix))
    union all
    select w.watch_id, w.organisation, m.match_id, m.demand_id, m.talent_id, m.rank, m.score, false
    from match m join demand d using (demand_id) join talent t using (talent_id)
         join watch w on w.side = 'institute' and w.organisation = t.institute_code
    where m.status = 'pending' and m.score >= w.min_score and m.rank <= w.max_rank
      and (d.visibility = 'public' or w.organisation = any(d.target_institutes))
      and (w.demand_id is null or w.demand_id = m.demand_id) and (w.talent_id is null or w.talent_id = m.talent_id)
      and (w.field_prefix is null or starts_with(d.field, w.field_prefix)) and (w.region_prefix is null or starts_with(d.region_code, w.region_prefix));
-- A view of the owner sees past the policies: requests have no right to it.
revoke all on watch_fitting from public;

alter table watch enable row level security;
grant select, insert, delete on watch to matchmaking_api;
create policy watch_worker on watch to matchmaking_worker using (true);
create policy watch_own on watch to matchmaking_api using (organisation = (select caller_organisation()) and (select caller_is(side)));

alter table watch_fit enable row level security;
grant select on watch_fit to matchmaking_api;
create policy watch_fit_worker on watch_fit to matchmaking_worker using (true);
create policy watch_fit_own on watch_fit for select to matchmaking_api using (watch_id in (select w.watch_id from watch w));

-- What fits a new watch of the caller's already is noted and not told: it is not new.
create function note_fits(watch uuid, at timestamptz) returns void language sql security definer set search_path = public as $$
    insert into watch_fit (watch_id, match_id, organisation, demand_id, talent_id, rank, score, told, fitted_at)
    select f.watch_id, f.match_id, f.organisation, f.demand_id, f.talent_id, f.rank, f.score, false, at
    from watch_fitting f where f.watch_id = note_fits.watch and f.organisation = caller_organisation()
    order by f.match_id
    on conflict on constraint watch_fit_once do nothing
$$;
revoke all on function note_fits from public;
grant execute on function note_fits to matchmaking_api;
