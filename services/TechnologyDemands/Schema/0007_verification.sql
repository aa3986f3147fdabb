-- A need may have to pass levels of verification before it stands open (企业填报, 部门初审, 第三方复核, 管委会审定). What was done stands in steps that nobody changes;
-- the rows of rounds say where a need is now, and never more than the steps allow.
alter table demand drop constraint demand_status, drop constraint demand_confidential_unpublished;
alter table demand
    add constraint demand_status check (status in ('draft', 'in_verification', 'vetoed', 'published', 'closed')),
    add constraint demand_confidential_unpublished check (not (status in ('in_verification', 'published') and visibility = 'confidential'));

create function verification_rank(level text) returns int language sql immutable parallel safe as $$
    select array_position(array['filing', 'department', 'third_party', 'committee'], level)
$$;

-- For everybody, the owner included.
create function verification_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only.', tg_table_name using errcode = 'restrict_violation';
end $$;

-- One submission of a need and its way through the levels that were in force then. round_id is a version 7 uuid: its order is that of submission.
create table verification_round (
    round_id uuid constraint verification_round_once primary key,
    demand_id uuid not null,
    enterprise_code text not null,
    region_code text not null,
    round int not null,
    levels text[] not null,
    status text not null,
    level text,
    submitted_at timestamptz not null,
    waiting_since timestamptz not null,
    constraint verification_round_of_demand unique (demand_id, round),
    constraint verification_round_demand foreign key (enterprise_code, demand_id) references demand (enterprise_code, demand_id),
    constraint verification_round_levels check (levels in (
        '{department}', '{third_party}', '{committee}', '{department,third_party}', '{department,committee}', '{third_party,committee}', '{department,third_party,committee}')),
    constraint verification_round_status check (status in ('waiting', 'passed', 'returned', 'withdrawn', 'vetoed', 'lifted', 'closed')),
    constraint verification_round_level check ((status = 'waiting') = (level is not null) and (level is null or level = any(levels)))
);
create unique index verification_round_open on verification_round (demand_id) where status in ('waiting', 'vetoed');
create index verification_round_by_level on verification_round (status, level, waiting_since, round_id);

-- Who acts on which level of a round: an account has one seat in a round, so it acts on one level alone, and every step names a seat.
create table verification_seat (
    seat_id uuid constraint verification_seat_once primary key,
    demand_id uuid not null,
    enterprise_code text not null,
    region_code text not null,
    round int not null,
    account text not null,
    level text not null,
    constraint verification_seat_one_level unique (demand_id, round, account),
    constraint verification_seat_of_step unique (seat_id, demand_id, round, level),
    constraint verification_seat_round foreign key (demand_id, round) references verification_round (demand_id, round),
    constraint verification_seat_level check (verification_rank(level) is not null)
);

-- Whoever filed a need, in whichever round, verifies it in none.
create function verification_seat_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform 1 from demand where demand_id = new.demand_id for update;
    if new.level <> 'filing' and exists (select from verification_seat where demand_id = new.demand_id and account = new.account and level = 'filing') then
        raise exception 'Whoever files a need does not verify it.' using errcode = 'check_violation', constraint = 'verification_seat_not_of_filer';
    end if;
    return new;
end $$;
create trigger verification_seat_is_free before insert on verification_seat for each row execute function verification_seat_is_free();

create table verification_step (
    demand_id uuid not null,
    number int not null,
    enterprise_code text not null,
    region_code text not null,
    round int not null,
    level text not null,
    seat_id uuid not null,
    act text not null,
    returned_to text,
    reason_codes text[] not null,
    text text,
    note text,
    organisation text not null,
    demand_revision bigint not null,
    at timestamptz not null,
    constraint verification_step_number primary key (demand_id, number),
    constraint verification_step_round foreign key (demand_id, round) references verification_round (demand_id, round),
    constraint verification_step_seat foreign key (seat_id, demand_id, round, level) references verification_seat (seat_id, demand_id, round, level),
    constraint verification_step_act check (act in ('submitted', 'passed', 'returned', 'vetoed', 'lifted', 'withdrawn')),
    constraint verification_step_filing check ((level = 'filing') = (act in ('submitted', 'withdrawn'))),
    constraint verification_step_reasons check (
        (act in ('returned', 'vetoed', 'lifted')) = (cardinality(reason_codes) > 0) and (act in ('returned', 'vetoed', 'lifted')) = (text is not null)),
    constraint verification_step_return check (
        (act = 'returned') = (returned_to is not null) and (returned_to is null or verification_rank(returned_to) < verification_rank(level)))
);

-- Each step follows from where its round is; of a veto nothing follows but its lift, by a level that is not below the one that vetoed.
create function verification_step_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    running verification_round;
    former verification_step;
begin
    select * into running from verification_round where demand_id = new.demand_id and round = new.round for update;
    select * into former from verification_step where demand_id = new.demand_id order by number desc limit 1;
    if new.number <> coalesce(former.number, 0) + 1
        or new.round <> coalesce(former.round, 0) + (new.act = 'submitted')::int
        or (new.act = 'lifted') <> (running.status = 'vetoed')
        or (new.act <> 'lifted' and running.status <> 'waiting')
        or (new.act in ('passed', 'returned', 'vetoed') and new.level <> running.level)
        or (new.act = 'returned' and new.returned_to <> 'filing' and new.returned_to <> all (running.levels))
        or (new.act = 'lifted' and verification_rank(new.level) < verification_rank(former.level)) then
        raise exception 'This step does not follow from those before.' using errcode = 'check_violation', constraint = 'verification_step_order';
    end if;
    return new;
end $$;
create trigger verification_step_follows before insert on verification_step for each row execute function verification_step_follows();

-- Every level of the round was passed after it was last returned to that level or to one before.
create function verification_is_complete(demand uuid, in_round int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select bool_and(exists (
        select from verification_step passed
        where passed.demand_id = demand and passed.round = in_round and passed.level = wanted and passed.act = 'passed'
          and not exists (select from verification_step later where later.demand_id = demand and later.round = in_round and later.number > passed.number
                          and later.act = 'returned' and verification_rank(later.returned_to) <= verification_rank(wanted))))
    from verification_round, unnest(levels) wanted where demand_id = demand and round = in_round
$$;

create function verification_round_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    latest verification_step;
    follows text;
begin
    select * into latest from verification_step where demand_id = new.demand_id and round = new.round order by number desc limit 1;
    follows := case latest.act when 'passed' then new.levels[array_position(new.levels, latest.level) + 1] when 'returned' then latest.returned_to end;
    if (new.round_id, new.demand_id, new.enterprise_code, new.region_code, new.round, new.levels, new.submitted_at)
            is distinct from (old.round_id, old.demand_id, old.enterprise_code, old.region_code, old.round, old.levels, old.submitted_at)
        or old.status not in ('waiting', 'vetoed')
        or (old.status = 'vetoed' and new.status <> 'lifted')
        or (new.status = 'waiting' and new.level is distinct from old.level and new.level is distinct from follows)
        or (new.status = 'returned' and follows is distinct from 'filing')
        or (new.status in ('returned', 'vetoed', 'lifted', 'withdrawn') and new.status is distinct from latest.act)
        or (new.status = 'closed' and not exists (select from demand where demand_id = new.demand_id and status = 'closed'))
        or (new.status = 'passed' and not verification_is_complete(new.demand_id, new.round)) then
        raise exception 'No step leads there.' using errcode = 'check_violation', constraint = 'verification_round_order';
    end if;
    return new;
end $$;
create trigger verification_round_follows before update on verification_round for each row execute function verification_round_follows();

-- What is being verified stays as it was submitted, and is published by passing its last round and in no other way; a veto holds until it is lifted.
create function demand_is_verified() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    reached text;
begin
    select status into reached from verification_round where demand_id = new.demand_id order by round desc limit 1;
    if (new.enterprise_code, new.title, new.field, new.region_code, new.visibility, new.form)
            is distinct from (old.enterprise_code, old.title, old.field, old.region_code, old.visibility, old.form)
        or (new.status = 'published' and (old.status = 'vetoed' or reached is distinct from 'passed'))
        or (new.status = 'draft' and (reached is null or reached not in ('returned', 'withdrawn', 'lifted')))
        or (new.status = 'in_verification' and old.status = 'vetoed') then
        raise exception 'The need is being verified, or was vetoed.' using errcode = 'check_violation', constraint = 'demand_is_verified';
    end if;
    return new;
end $$;
create trigger demand_is_verified before update on demand for each row when (old.status in ('in_verification', 'vetoed')) execute function demand_is_verified();

-- The figures of a need as they were filed, each time that it is submitted or published; those of requests have no say in it.
create table figure_filing (
    filing_id bigint generated always as identity constraint figure_filing_once primary key,
    demand_id uuid not null,
    enterprise_code text not null,
    region_code text not null,
    revision bigint not null,
    occasion text not null,
    budget_yuan numeric,
    indicators jsonb not null,
    filed_at timestamptz not null,
    constraint figure_filing_occasion check (occasion in ('submitted', 'published'))
);
create index figure_filing_of_demand on figure_filing (demand_id, filing_id);

create function demand_budget_yuan(form jsonb) returns numeric language sql immutable parallel safe as $$
    select case when form #>> '{budget,negotiable}' = 'true' or jsonb_typeof(form #> '{budget,amount}') is distinct from 'number' then null
                else trim_scale((form #>> '{budget,amount}')::numeric * case form #>> '{budget,unit}' when 'wan_yuan' then 10000 else 1 end) end
$$;
create function demand_indicators(form jsonb) returns jsonb language sql immutable parallel safe as $$
    select case when jsonb_typeof(form -> 'indicators') = 'array' then form -> 'indicators' else '[]'::jsonb end
$$;
create function demand_files_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into figure_filing (demand_id, enterprise_code, region_code, revision, occasion, budget_yuan, indicators, filed_at)
    values (new.demand_id, new.enterprise_code, new.region_code, new.revision, case new.status when 'published' then 'published' else 'submitted' end,
            demand_budget_yuan(new.form), demand_indicators(new.form), new.updated_at);
    return null;
end $$;
create trigger demand_figures_posted after insert on demand for each row when (new.status in ('in_verification', 'published')) execute function demand_files_figures();
create trigger demand_figures_changed after update of status, form on demand for each row
    when (new.status in ('in_verification', 'published') and (old.status <> new.status or old.form is distinct from new.form)) execute function demand_files_figures();

-- What was published before there were filings is taken as filed with its publication: what it said before a revision is not known any more.
insert into figure_filing (demand_id, enterprise_code, region_code, revision, occasion, budget_yuan, indicators, filed_at)
select demand_id, enterprise_code, region_code, revision, 'published', demand_budget_yuan(form), demand_indicators(form), published_at
from demand where published_at is not null order by published_at, demand_id;

-- What a figure is in truth (回头看, 核减), beside what was filed. Holds for the value that it corrects: the same value filed anew stays corrected, another one is not.
create table figure_correction (
    correction_id uuid constraint figure_correction_once primary key,
    demand_id uuid not null,
    number int not null,
    enterprise_code text not null,
    region_code text not null,
    figure text not null,
    indicator text,
    bound text,
    value_filed numeric not null,
    value_before numeric not null,
    value_after numeric not null,
    reason_codes text[] not null,
    text text not null,
    level text not null,
    organisation text not null,
    corrected_at timestamptz not null,
    constraint figure_correction_number unique (demand_id, number),
    constraint figure_correction_demand foreign key (enterprise_code, demand_id) references demand (enterprise_code, demand_id),
    constraint figure_correction_figure check (figure in ('budget', 'indicator')),
    constraint figure_correction_indicator check (
        (figure = 'indicator') = (indicator is not null) and (figure = 'indicator') = (bound is not null) and (bound is null or bound in ('value', 'upper'))),
    constraint figure_correction_values check (value_before <> value_after and (figure <> 'budget' or value_after >= 0)),
    constraint figure_correction_reasons check (cardinality(reason_codes) > 0),
    constraint figure_correction_level check (level in ('department', 'third_party', 'committee'))
);

do $$
declare
    appended text;
begin
    foreach appended in array array['verification_seat', 'verification_step', 'figure_filing', 'figure_correction'] loop
        execute format('create trigger %1$s_stays before update or delete on %1$s for each row execute function verification_refuse_change()', appended);
        execute format('create trigger %1$s_is_not_emptied before truncate on %1$s for each statement execute function verification_refuse_change()', appended);
        execute format('alter table %1$s enable always trigger %1$s_stays, enable always trigger %1$s_is_not_emptied', appended);
        execute format('revoke update, delete on %s from matchmaking_worker', appended);
    end loop;
    foreach appended in array array['verification_round', 'verification_seat', 'verification_step', 'figure_filing', 'figure_correction'] loop
        execute format('alter table %s enable row level security', appended);
        execute format('create policy %1$s_worker on %1$s to matchmaking_worker using (true)', appended);
        execute format('grant select on %s to matchmaking_api', appended);
    end loop;
end $$;
-- Levels are fixed with the submission.
revoke update, delete on verification_round from matchmaking_worker;
grant insert, update (status, level, waiting_since) on verification_round to matchmaking_api;
grant insert on verification_seat, verification_step, figure_correction to matchmaking_api;

-- A reviewer brings a need of the regions served through its verification, and changes nothing else of it: a trigger sees to that.
create policy demand_verify on demand for update to matchmaking_api
    using (status in ('in_verification', 'vetoed') and caller_is('reviewer') and caller_serves(region_code))
    with check (status in ('in_verification', 'vetoed', 'draft', 'published') and caller_is('reviewer') and caller_serves(region_code));

create policy verification_round_read on verification_round for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code)) or enterprise_code = (select caller_organisation()));
create policy verification_round_insert on verification_round for insert to matchmaking_api
    with check ((caller_is('enterprise') and enterprise_code = caller_organisation()) or caller_is('operator'));
create policy verification_round_update on verification_round for update to matchmaking_api
    using (caller_is('operator') or (caller_is('reviewer') and caller_serves(region_code)) or (caller_is('enterprise') and enterprise_code = caller_organisation()));

-- An enterprise sees which of its own accounts filed, and no account of a verifier.
create policy verification_seat_read on verification_seat for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code))
    or (level = 'filing' and enterprise_code = (select caller_organisation())));
create policy verification_seat_insert on verification_seat for insert to matchmaking_api with check (
    caller_is('operator') or (level <> 'filing' and caller_is('reviewer') and caller_serves(region_code))
    or (level = 'filing' and caller_is('enterprise') and enterprise_code = caller_organisation()));

create policy verification_step_read on verification_step for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code)) or enterprise_code = (select caller_organisation()));
create policy verification_step_insert on verification_step for insert to matchmaking_api with check (
    organisation = caller_organisation()
    and (caller_is('operator') or (level <> 'filing' and caller_is('reviewer') and caller_serves(region_code))
         or (level = 'filing' and caller_is('enterprise') and enterprise_code = caller_organisation())));

create policy figure_filing_read on figure_filing for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code)) or enterprise_code = (select caller_organisation()));
create policy figure_correction_read on figure_correction for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code)) or enterprise_code = (select caller_organisation()));
create policy figure_correction_insert on figure_correction for insert to matchmaking_api with check (
    organisation = caller_organisation() and (caller_is('operator') or (caller_is('reviewer') and caller_serves(region_code))));
