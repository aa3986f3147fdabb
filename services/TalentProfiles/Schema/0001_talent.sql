create table institute (
    credit_code text constraint institute_credit_code_unique primary key,
    name text not null,
    region_code text not null,
    kind text not null,
    introduction text,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index institute_by_region on institute (region_code text_pattern_ops, credit_code);
create index institute_by_kind on institute (kind, credit_code);

-- Every leading part of every code: 403 gives 4, 40 and 403. It turns "starts with", which no index over lists knows, into "holds".
create function code_prefixes(codes text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct left(code, length)), '{}') from unnest(codes) code, generate_series(1, length(code)) length
$$;

-- Real columns: the profile is published field by field and filtered by most of them.
create table expert (
    expert_id uuid constraint expert_id_unique primary key,
    institute_code text not null constraint expert_institute references institute,
    name text not null,
    title text,
    degree text,
    disciplines text[] not null,
    fields text[] not null,
    research_directions text[] not null,
    text text not null,
    service_modes text[] not null,
    regions_served text[] not null,
    capacity int not null,
    orcid text,
    consent boolean not null,
    consent_at timestamptz not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    withdrawn_at timestamptz,
    discipline_prefixes text[] generated always as (code_prefixes(disciplines)) stored,
    field_prefixes text[] generated always as (code_prefixes(fields)) stored,
    region_prefixes text[] generated always as (code_prefixes(regions_served)) stored,
    constraint expert_capacity check (capacity between 0 and 100)
);
-- Who has left may come back as a new expert with the same ORCID iD.
create unique index expert_orcid_unique on expert (orcid) where withdrawn_at is null;
-- expert_id is a version 7 uuid: its order is the order of arrival, so it serves as the keyset of every list.
create index expert_by_institute on expert (institute_code, expert_id);
create index expert_withdrawn on expert (expert_id) where withdrawn_at is not null;
create index expert_by_discipline on expert using gin (discipline_prefixes);
create index expert_by_field on expert using gin (field_prefixes);
create index expert_by_region on expert using gin (region_prefixes);

create table achievement (
    achievement_id uuid constraint achievement_id_unique primary key,
    expert_id uuid not null constraint achievement_expert references expert,
    kind text not null,
    title text not null,
    achieved_on date,
    role text,
    text text,
    amount_yuan numeric,
    constraint achievement_amount check (amount_yuan between 0 and 1000000000000)
);
create index achievement_by_expert on achievement (expert_id, achieved_on desc nulls last, achievement_id desc);

-- Which lines of an import under an idempotency key are stored: a repeat after a broken import passes over them. Kept 24 hours.
create table import_row (
    import_key text not null,
    line int not null,
    expert_id uuid not null,
    row_digest text not null,
    created_at timestamptz not null default now(),
    constraint import_row_once primary key (import_key, line)
);
create index import_row_age on import_row (created_at);
