create table enterprise (
    credit_code text constraint enterprise_credit_code_unique primary key,
    name text not null,
    region_code text not null,
    industry text not null,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index enterprise_region on enterprise (region_code, credit_code);

-- The form is kept as it was sent: a real form grows fields faster than a schema, and nothing an enterprise wrote may be lost.
-- What lists filter by stands in columns of its own.
create table demand (
    demand_id uuid primary key,
    enterprise_code text not null constraint demand_enterprise references enterprise,
    title text not null,
    field text,
    region_code text not null,
    visibility text not null,
    status text not null,
    close_reason text,
    form jsonb not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    closed_at timestamptz,
    constraint demand_status check (status in ('draft', 'published', 'closed')),
    constraint demand_confidential_unpublished check (not (status = 'published' and visibility = 'confidential'))
);
-- demand_id is a version 7 uuid: its order is the order of arrival, so it serves as the keyset of every list.
create index demand_by_enterprise on demand (enterprise_code, demand_id);
create index demand_by_region on demand (region_code text_pattern_ops, demand_id);
create index demand_by_status on demand (status, demand_id);
