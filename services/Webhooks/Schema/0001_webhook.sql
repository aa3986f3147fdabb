create table webhook (
    webhook_id uuid constraint webhook_once primary key,
    organisation text not null,
    url text not null,
    events text[] not null,
    description text,
    -- Encrypted by keys that are not in this database. The former one signs as well until former_until.
    secret text not null,
    former_secret text,
    former_until timestamptz,
    -- Why nothing is sent to it; null while it is active.
    disabled_reason text,
    -- The first failure since the last success.
    failing_since timestamptz,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint webhook_disabled_reason check (disabled_reason in ('by_owner', 'gone', 'failing')),
    constraint webhook_former_whole check ((former_secret is null) = (former_until is null))
);
-- webhook_id is a version 7 uuid, as delivery_id: the order of the ids is that of arrival and serves as keyset.
create index webhook_by_organisation on webhook (organisation, webhook_id);

-- Which organisation stands behind a demand or an expert; null while an event waits to know it. Nothing else is kept of either. The row is also
-- what an event about it and the news of its organisation wait for, one of the other.
create table party (
    party_id uuid constraint party_once primary key,
    organisation text,
    revision bigint not null default 0
);

-- What is told, as it is sent: signatures are over these bytes.
create table event (
    event_id uuid constraint event_once primary key,
    type text not null,
    body text not null,
    occurred_at timestamptz not null
);
create index event_by_age on event (occurred_at);

create table waiting_event (
    party_id uuid not null constraint waiting_event_party references party,
    event_id uuid not null constraint waiting_event_event references event on delete cascade,
    constraint waiting_event_once primary key (party_id, event_id)
);
create index waiting_event_by_event on waiting_event (event_id);

create table delivery (
    delivery_id uuid constraint delivery_identity primary key,
    webhook_id uuid not null constraint delivery_webhook references webhook on delete cascade,
    event_id uuid not null constraint delivery_event references event,
    organisation text not null,
    event_type text not null,
    state text not null,
    -- Attempts ever made, and those since it was queued or replayed.
    attempts int not null default 0,
    tries int not null default 0,
    due_at timestamptz not null,
    -- Set while somebody sends it; with due_at in the future until then, so that it falls due again when the sender has died.
    lease uuid,
    last_status int,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint delivery_state check (state in ('pending', 'delivered', 'dead')),
    -- However often an event is told, a webhook gets it as one delivery.
    constraint delivery_once unique (webhook_id, event_id)
);
create index delivery_due on delivery (webhook_id, due_at) where state = 'pending';
create index delivery_by_webhook on delivery (webhook_id, delivery_id);
create index delivery_by_event on delivery (event_id);
create index delivery_by_age on delivery (created_at);

create table attempt (
    delivery_id uuid not null constraint attempt_delivery references delivery on delete cascade,
    number int not null,
    organisation text not null,
    at timestamptz not null,
    status int,
    error text,
    latency_ms int not null,
    constraint attempt_once primary key (delivery_id, number)
);

-- Of parties and of what waits for them requests see nothing; of events they add those that try a webhook.
alter table webhook enable row level security;
grant select, insert, update, delete on webhook to matchmaking_api;
create policy webhook_worker on webhook to matchmaking_worker using (true);
create policy webhook_caller on webhook to matchmaking_api
    using (organisation = (select caller_organisation()) or (select caller_is('operator')));

alter table event enable row level security;
grant insert on event to matchmaking_api;
create policy event_worker on event to matchmaking_worker using (true);
create policy event_caller on event for insert to matchmaking_api with check (type = 'matchmaking.webhook.test');

alter table delivery enable row level security;
grant select, insert, update on delivery to matchmaking_api;
create policy delivery_worker on delivery to matchmaking_worker using (true);
create policy delivery_caller on delivery to matchmaking_api
    using (organisation = (select caller_organisation()) or (select caller_is('operator')));

alter table attempt enable row level security;
grant select on attempt to matchmaking_api;
create policy attempt_worker on attempt to matchmaking_worker using (true);
create policy attempt_caller on attempt to matchmaking_api
    using (organisation = (select caller_organisation()) or (select caller_is('operator')));

alter table party enable row level security;
create policy party_worker on party to matchmaking_worker using (true);
alter table waiting_event enable row level security;
create policy waiting_event_worker on waiting_event to matchmaking_worker using (true);
