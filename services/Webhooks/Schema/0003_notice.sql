-- The account that calls, as tokens name it.
create function caller_account() returns text language sql stable parallel safe as $$
    select nullif(current_setting('app.account', true), '')
$$;

-- Openings and closings of a need by revision: they arrive in any order, and only what follows a closing, or nothing, turns a need open.
create table demand_turn (
    demand_id uuid not null,
    revision bigint not null,
    is_open boolean not null,
    at timestamptz not null,
    constraint demand_turn_once primary key (demand_id, revision)
);
create index demand_turn_by_age on demand_turn (at);

-- What one addressee is told of one event. Codes and ids alone: texts are made of them when they are read.
create table notice (
    notice_id uuid constraint notice_identity primary key,
    event_id uuid not null,
    addressee text not null,
    organisation text,
    -- Set while it is not known whose the need or the expert is.
    waits_for uuid constraint notice_party references party on delete cascade,
    account text,
    region_code text,
    type text not null,
    state text not null,
    reason_codes text[] not null,
    turn text,
    until timestamptz,
    amount int,
    demand_id uuid,
    match_id uuid,
    talent_id uuid,
    challenge_id uuid,
    bid_id uuid,
    watch_id uuid,
    href text not null,
    action_needed boolean not null,
    is_end boolean not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    -- However often an event is told, and in whatever order, an addressee has one notice of it.
    constraint notice_once unique (event_id, addressee),
    constraint notice_addressee check (addressee in ('enterprise', 'institute', 'bidder', 'account', 'bureau')),
    constraint notice_whose check (case addressee
        when 'bureau' then organisation is null and waits_for is null and account is null
        when 'account' then organisation is not null and waits_for is null and account is not null and region_code is null
        else (organisation is null) <> (waits_for is null) and account is null and region_code is null end)
);
-- notice_id is a version 7 uuid: the order of the ids is that of arrival and serves as keyset.
create index notice_by_organisation on notice (organisation, notice_id) where organisation is not null;
create index notice_by_bureau on notice (notice_id) where addressee = 'bureau';
create index notice_by_waits on notice (waits_for) where waits_for is not null;
create index notice_by_talent on notice (talent_id) where talent_id is not null;
create index notice_by_demand on notice (demand_id, occurred_at) where demand_id is not null;
create index notice_by_age on notice (created_at);

create table notice_read (
    notice_id uuid not null constraint notice_read_notice references notice on delete cascade,
    account text not null,
    read_at timestamptz not null,
    constraint notice_read_once primary key (notice_id, account)
);
create index notice_read_by_account on notice_read (account);

alter table demand_turn enable row level security;
create policy demand_turn_worker on demand_turn to matchmaking_worker using (true);

-- An inbox is nobody's but its owner's: an operator sees that of the bureau, not those of organisations.
alter table notice enable row level security;
grant select on notice to matchmaking_api;
create policy notice_worker on notice to matchmaking_worker using (true);
create policy notice_caller on notice for select to matchmaking_api using (
    (organisation = (select caller_organisation()) and ((select caller_is('enterprise')) or (select caller_is('institute'))) and account is null)
    or (organisation = (select caller_organisation()) and account = (select caller_account()))
    or (addressee = 'bureau' and (select caller_is_bureau()) and caller_serves(coalesce(region_code, ''))));

alter table notice_read enable row level security;
grant select, insert, delete on notice_read to matchmaking_api;
create policy notice_read_worker on notice_read to matchmaking_worker using (true);
create policy notice_read_caller on notice_read to matchmaking_api
    using (account = (select caller_account()))
    with check (account = (select caller_account()) and exists (select from notice n where n.notice_id = notice_read.notice_id));
