-- Read models. Events arrive at least once and in any order, so what an event says is kept under the highest revision that said it:
-- content under revision, the end under closed_revision or gone_revision. Whatever the order, the same row results.
create table demand (
    demand_id uuid constraint demand_once primary key,
    revision bigint not null default 0,
    closed_revision bigint not null default 0,
    close_reason text,
    title text,
    field text,
    region_code text,
    enterprise_code text,
    enterprise_name text,
    status text not null generated always as (case when closed_revision > revision then 'closed' else 'open' end) stored
);
create index demand_by_region on demand (region_code text_pattern_ops);
create index demand_by_field on demand (field text_pattern_ops);

create table talent (
    talent_id uuid constraint talent_once primary key,
    revision bigint not null default 0,
    gone_revision bigint not null default 0,
    name text,
    title text,
    degree text,
    institute_code text,
    institute text,
    region_code text,
    -- Left the platform, or took back the consent to be matched.
    withdrawn boolean not null generated always as (gone_revision >= revision) stored
);

-- The newest list of each demand. Its row is also what everything that changes the queue of one demand waits for.
create table ranked_list (
    demand_id uuid constraint ranked_list_once primary key,
    demand_revision bigint not null default 0,
    list_number bigint not null default 0,
    ranking_id uuid,
    ranking_digest text,
    abstention text,
    ranked_at timestamptz
);

-- No foreign keys to demand and talent: a list may arrive before them.
create table match (
    match_id uuid constraint match_once primary key,
    demand_id uuid not null,
    talent_id uuid not null,
    demand_revision bigint not null,
    list_number bigint not null,
    talent_revision bigint not null,
    ranking_id uuid not null,
    ranking_digest text not null,
    ranked_at timestamptz not null,
    rank int not null,
    score double precision not null,
    parts jsonb not null,
    evidence jsonb not null,
    missing jsonb not null,
    status text not null default 'pending',
    reason_codes text[],
    note text,
    reviewer text,
    decided_at timestamptz,
    constraint match_pair_unique unique (demand_id, talent_id),
    constraint match_status check (status in ('pending', 'accepted', 'held', 'rejected')),
    constraint match_decision_whole check (
        (status = 'pending') = (decided_at is null) and (decided_at is null) = (reviewer is null) and (decided_at is null) = (reason_codes is null))
);
create index match_by_score on match (score desc, match_id);
create index match_by_status on match (status, score desc, match_id);
create index match_by_talent on match (talent_id);

-- Matches that left the queue undecided: who still has one open is told why it is gone.
create table departed_match (
    match_id uuid constraint departed_match_once primary key,
    reason text not null,
    departed_at timestamptz not null,
    constraint departed_match_reason check (reason in ('talent_withdrawn', 'demand_closed', 'not_in_newest_list'))
);
