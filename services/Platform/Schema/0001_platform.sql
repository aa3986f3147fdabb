-- What every service's database holds beside its own tables.
create table outbox_message (
    outbox_id bigint generated always as identity primary key,
    message_id uuid not null,
    message_type text not null,
    body text not null,
    trace_parent text,
    trace_state text,
    created_at timestamptz not null default now(),
    deliver_after timestamptz not null default now(),
    attempts int not null default 0
);

create table inbox_receipt (
    message_id uuid not null,
    consumer text not null,
    received_at timestamptz not null default now(),
    constraint inbox_receipt_once primary key (message_id, consumer)
);
create index inbox_receipt_age on inbox_receipt (received_at);

create table idempotency_key (
    scope text not null,
    key text not null,
    request_digest bytea not null,
    status int,
    location text,
    body text,
    created_at timestamptz not null default now(),
    constraint idempotency_key_once primary key (scope, key)
);
create index idempotency_key_age on idempotency_key (created_at);
