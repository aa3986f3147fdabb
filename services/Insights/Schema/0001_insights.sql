-- What has happened, told by events and never changed: every figure is computed from it, as it is known now or as it was known at any time before. A row is known from known_at on.
create table fact (
    fact_id uuid constraint fact_identity primary key,
    kind text not null,
    -- What makes it one within its kind: told twice, or by a later message first, it stands here once.
    key text not null,
    occurred_at timestamptz not null,
    -- The day it counts for, in Chinese time; the day of a visit or a signature where that is told.
    day date not null,
    known_at timestamptz not null,
    -- Whose region, organisation and field it counts for: a demand, an expert (ids) or an organisation (credit code).
    subject text not null,
    demand_id uuid,
    talent_id uuid,
    match_id uuid,
    amount_yuan numeric(18, 2),
    transaction_yuan numeric(18, 2),
    reason_codes text[] not null default '{}',
    constraint fact_once unique (kind, key)
);
create index fact_by_day on fact (kind, day, fact_id);
create index fact_by_subject on fact (subject, kind);
create index fact_by_talent on fact (talent_id) where talent_id is not null;

-- What is known of a demand, an expert or an organisation, as of each revision that was told: where it is and what field it is in. No name and no text.
create table subject_state (
    subject text not null,
    revision bigint not null,
    known_at timestamptz not null,
    kind text not null,
    organisation text not null,
    region_code text not null,
    fields text[] not null,
    constraint subject_state_once primary key (subject, revision),
    constraint subject_state_kind check (kind in ('demand', 'expert', 'enterprise', 'institute'))
);

-- An indicator as it was defined, version by version; the highest that was known counts.
create table indicator (
    code text not null,
    version int not null,
    parent_code text,
    name text not null,
    name_english text not null,
    unit text not null,
    direction text not null,
    source text not null,
    measure text,
    weight numeric(6, 3) not null,
    is_active boolean not null,
    known_at timestamptz not null,
    account text not null,
    constraint indicator_once primary key (code, version),
    constraint indicator_direction check (direction in ('up', 'down')),
    constraint indicator_source check (source in ('computed', 'entered', 'group')),
    constraint indicator_measure check ((source = 'computed') = (measure is not null)),
    constraint indicator_weight check (weight >= 0)
);

-- What an indicator is to reach in a period, in a region or in an organisation of it; the one that was set last counts.
create table target (
    target_id uuid constraint target_identity primary key,
    indicator text not null,
    region_code text not null,
    organisation text,
    period text not null,
    value numeric(20, 4) not null,
    known_at timestamptz not null,
    account text not null
);
create index target_by_scope on target (indicator, period, region_code);

-- Values that somebody entered, because no event tells them. A correction is appended and names what it corrects: each is corrected once, so they are a chain.
create table entry (
    entry_id uuid constraint entry_identity primary key,
    indicator text not null,
    region_code text not null,
    organisation text,
    period text not null,
    from_day date not null,
    to_day date not null,
    value numeric(20, 4) not null,
    source text not null,
    corrects uuid constraint entry_corrects_one references entry,
    reason text,
    account text not null,
    known_at timestamptz not null,
    constraint entry_corrected_once unique (corrects),
    constraint entry_reason check ((corrects is null) = (reason is null)),
    constraint entry_period check (from_day < to_day)
);
create unique index entry_once on entry (indicator, region_code, coalesce(organisation, ''), period) where corrects is null;
create index entry_by_indicator on entry (indicator, from_day);

-- A correction stands in the place of what it corrects, and later.
create function entry_is_sound() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if new.corrects is not null and not exists (
        select from entry e
        where e.entry_id = new.corrects and e.indicator = new.indicator and e.region_code = new.region_code and e.organisation is not distinct from new.organisation and e.period = new.period
          and e.known_at <= new.known_at) then
        raise exception 'A correction is of the same indicator, region, organisation and period.' using errcode = 'check_violation', constraint = 'entry_corrects_same';
    end if;
    return new;
end
$$;
create trigger entry_is_sound before insert on entry for each row execute function entry_is_sound();

-- Nothing of it is changed, not by the service either; of a fact and a state an erasure alone puts another id in the place of the expert's.
create function insights_stay() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are appended and stay.', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_stays';
end
$$;
create function insights_keep_all_but_expert() returns trigger language plpgsql as $$
begin
    if (to_jsonb(old) - 'talent_id' - 'subject' - 'key') is distinct from (to_jsonb(new) - 'talent_id' - 'subject' - 'key') then
        raise exception 'Rows of % are appended and stay.', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_stays';
    end if;
    return new;
end
$$;
create trigger fact_stays before update on fact for each row execute function insights_keep_all_but_expert();
create trigger fact_is_kept before delete on fact for each row execute function insights_stay();
create trigger subject_state_stays before update on subject_state for each row execute function insights_keep_all_but_expert();
create trigger subject_state_is_kept before delete on subject_state for each row execute function insights_stay();
create trigger indicator_stays before update or delete on indicator for each row execute function insights_stay();
create trigger target_stays before update or delete on target for each row execute function insights_stay();
create trigger entry_stays before update or delete on entry for each row execute function insights_stay();

-- Bureaus read; of regions that a member is limited to, what happened there.
create function caller_subjects() returns setof text language sql stable security definer set search_path = public as $$
    select subject from subject_state where caller_serves(region_code)
$$;
create function caller_is_unlimited() returns boolean language sql stable as $$
    select caller_is('operator') or (caller_is('reviewer') and coalesce(current_setting('app.regions', true), '') = '')
$$;

alter table fact enable row level security;
grant select on fact to matchmaking_api;
create policy fact_worker on fact to matchmaking_worker using (true);
create policy fact_read on fact for select to matchmaking_api using ((select caller_is_unlimited()) or ((select caller_is('reviewer')) and subject in (select caller_subjects())));

alter table subject_state enable row level security;
grant select on subject_state to matchmaking_api;
create policy subject_state_worker on subject_state to matchmaking_worker using (true);
create policy subject_state_read on subject_state for select to matchmaking_api using ((select caller_is_unlimited()) or ((select caller_is('reviewer')) and caller_serves(region_code)));

alter table indicator enable row level security;
grant select, insert on indicator to matchmaking_api;
create policy indicator_worker on indicator to matchmaking_worker using (true);
create policy indicator_read on indicator for select to matchmaking_api using ((select caller_is_bureau()));
create policy indicator_insert on indicator for insert to matchmaking_api with check (caller_is('operator'));

alter table target enable row level security;
grant select, insert on target to matchmaking_api;
create policy target_worker on target to matchmaking_worker using (true);
create policy target_read on target for select to matchmaking_api using ((select caller_is_unlimited()) or ((select caller_is('reviewer')) and caller_serves(region_code)));
create policy target_insert on target for insert to matchmaking_api with check (caller_is('operator'));

alter table entry enable row level security;
grant select, insert on entry to matchmaking_api;
create policy entry_worker on entry to matchmaking_worker using (true);
create policy entry_read on entry for select to matchmaking_api using ((select caller_is_unlimited()) or ((select caller_is('reviewer')) and caller_serves(region_code)));
create policy entry_insert on entry for insert to matchmaking_api with check (caller_is('operator') or (caller_is('reviewer') and caller_serves(region_code)));

-- What the platform computes of itself. Units stay apart: 家 are organisations, 家次 visits to them, 份 papers, 万元 money.
insert into indicator (code, version, parent_code, name, name_english, unit, direction, source, measure, weight, is_active, known_at, account) values
    ('matching', 1, null, '供需对接', 'Matching', '', 'up', 'group', null, 1, true, '2000-01-01Z', 'platform'),
    ('needs', 1, 'matching', '发布技术需求', 'Needs published', '项', 'up', 'computed', 'needs', 1, true, '2000-01-01Z', 'platform'),
    ('enterprises-with-needs', 1, 'matching', '发布需求企业', 'Enterprises that published needs', '家', 'up', 'computed', 'enterprises_with_needs', 1, true, '2000-01-01Z', 'platform'),
    ('needs-solved', 1, 'matching', '解决技术需求', 'Needs solved', '项', 'up', 'computed', 'needs_solved', 1, true, '2000-01-01Z', 'platform'),
    ('matches', 1, 'matching', '审核通过对接', 'Matches accepted', '次', 'up', 'computed', 'matches', 1, true, '2000-01-01Z', 'platform'),
    ('experts-introduced', 1, 'matching', '对接专家', 'Experts introduced', '人', 'up', 'computed', 'experts_introduced', 1, true, '2000-01-01Z', 'platform'),
    ('visits', 1, 'matching', '走访对接企业', 'Visits', '家次', 'up', 'computed', 'visits', 1, true, '2000-01-01Z', 'platform'),
    ('enterprises-visited', 1, 'matching', '走访企业', 'Enterprises visited', '家', 'up', 'computed', 'enterprises_visited', 1, true, '2000-01-01Z', 'platform'),
    ('agreements', 1, 'matching', '合作协议', 'Agreements', '份', 'up', 'computed', 'agreements', 1, true, '2000-01-01Z', 'platform'),
    ('contracts', 1, 'matching', '技术合同', 'Technology contracts', '份', 'up', 'computed', 'contracts', 1, true, '2000-01-01Z', 'platform'),
    ('contract-amount', 1, 'matching', '技术合同成交额', 'Amount of contracts', '万元', 'up', 'computed', 'contract_amount', 1, true, '2000-01-01Z', 'platform'),
    ('transaction-amount', 1, 'matching', '技术交易额', 'Transaction amount', '万元', 'up', 'computed', 'transaction_amount', 1, true, '2000-01-01Z', 'platform'),
    ('acceptances', 1, 'matching', '项目验收', 'Work accepted', '份', 'up', 'computed', 'acceptances', 1, true, '2000-01-01Z', 'platform'),
    ('supply', 1, null, '人才供给', 'Supply', '', 'up', 'group', null, 1, true, '2000-01-01Z', 'platform'),
    ('experts-joined', 1, 'supply', '新增专家', 'Experts registered', '人', 'up', 'computed', 'experts_joined', 1, true, '2000-01-01Z', 'platform'),
    ('institutes-joined', 1, 'supply', '新增院所', 'Institutes approved', '家', 'up', 'computed', 'institutes_joined', 1, true, '2000-01-01Z', 'platform'),
    ('enterprises-joined', 1, 'supply', '新增企业', 'Enterprises approved', '家', 'up', 'computed', 'enterprises_joined', 1, true, '2000-01-01Z', 'platform');
