-- What the ranking follows. change_xid is the transaction that wrote the row: a reader that remembers the oldest transaction still running
-- when it last looked (pg_snapshot_xmin) misses no row, in whatever order transactions commit. A plain sequence would skip rows of a
-- transaction that took its number early and committed late.
create table candidate (
    talent_id uuid primary key,
    revision bigint not null,
    -- Null for a withdrawn talent: the tombstone keeps the revision, the profile is gone.
    profile jsonb,
    change_xid xid8 not null default pg_current_xact_id(),
    -- The change whose effect on the open lists has not been looked at yet; null when it has.
    pending_xid xid8 default pg_current_xact_id()
);
create index candidate_change on candidate (change_xid);
create index candidate_pending on candidate (pending_xid) where pending_xid is not null;

create table demand (
    demand_id uuid primary key,
    revision bigint not null,
    -- Null for a demand that is closed.
    demand jsonb,
    list_number bigint not null default 0,
    -- The newest change that the present list may not have seen; cleared only by a ranking that has seen it and finds nothing to change.
    stale_xid xid8,
    change_xid xid8 not null default pg_current_xact_id()
);
create index demand_change on demand (change_xid);
create index demand_stale on demand (stale_xid) where stale_xid is not null;

-- Every list ever published, with what made it.
create table ranked_list (
    ranking_id uuid primary key,
    demand_id uuid not null,
    demand_revision bigint not null,
    list_number bigint not null,
    ranking_digest text not null,
    matches jsonb not null,
    abstention text,
    ranked_at timestamptz not null,
    constraint ranked_list_number_once unique (demand_id, list_number)
);

-- Who stands in the present list of an open demand: found quickly when a talent leaves or is taken.
create table listed (
    demand_id uuid not null,
    talent_id uuid not null,
    constraint listed_once primary key (demand_id, talent_id)
);
create index listed_talent on listed (talent_id);

-- Decisions of reviewers: labels for learning, and the engagements that use up an expert's capacity.
create table decision (
    match_id uuid primary key,
    demand_id uuid not null,
    talent_id uuid not null,
    decision text not null,
    reason_codes text[] not null,
    rank int not null,
    score double precision not null,
    ranking_digest text not null,
    decided_at timestamptz not null,
    change_xid xid8 not null default pg_current_xact_id()
);
create index decision_change on decision (change_xid);
create index decision_accepted on decision (talent_id) where decision = 'accepted';
