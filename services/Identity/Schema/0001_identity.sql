create table organisation (
    credit_code text constraint organisation_credit_code_unique primary key,
    kind text not null,
    name text not null,
    region_code text not null,
    industry text,
    institute_kind text,
    status text not null default 'pending',
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint organisation_kind check (kind in ('enterprise', 'institute', 'bureau')),
    constraint organisation_status check (status in ('pending', 'approved', 'suspended')),
    constraint organisation_detail check ((kind = 'enterprise') = (industry is not null) and (kind = 'institute') = (institute_kind is not null))
);

-- generation rises with a change of password and when the account is disabled: refresh tokens of a former generation are void.
create table account (
    account_id uuid primary key,
    credit_code text not null constraint account_organisation references organisation on delete cascade,
    login text not null constraint account_login_unique unique,
    name text not null,
    role text not null,
    regions text[] not null default '{}',
    generation int not null default 1,
    disabled_at timestamptz,
    created_at timestamptz not null,
    constraint account_role check (role in ('enterprise', 'institute', 'reviewer', 'operator'))
);
create index account_by_organisation on account (credit_code, account_id);

-- Hashes stand apart, so that the role of requests can be allowed to see accounts and never these.
create table account_password (
    account_id uuid primary key references account on delete cascade,
    hash text not null,
    changed_at timestamptz not null
);

create table client (
    client_id text primary key,
    credit_code text not null constraint client_organisation references organisation on delete cascade,
    name text not null,
    role text not null,
    scopes text[] not null,
    regions text[] not null default '{}',
    created_by text not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint client_role check (role in ('enterprise', 'institute', 'reviewer', 'operator'))
);
create index client_by_organisation on client (credit_code, client_id);

-- SHA-256 of secrets. expires_at is null for the newest; the one before it is good until then.
create table client_secret (
    secret_id uuid primary key,
    client_id text not null references client on delete cascade,
    hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz
);
create index client_secret_by_client on client_secret (client_id);

-- What one sign-in of a person leads to: each refresh token once, the next by the one before. Ended with sign-out, or when a used one comes again.
create table refresh_family (
    family_id uuid primary key,
    account_id uuid not null references account on delete cascade,
    generation int not null,
    scopes text[] not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index refresh_family_age on refresh_family (expires_at);
create table refresh_token (
    hash bytea primary key,
    family_id uuid not null references refresh_family on delete cascade,
    used_at timestamptz
);
create index refresh_token_by_family on refresh_token (family_id);

-- Every try to get a token. The login only as SHA-256: people type passwords into the wrong field.
create table sign_in (
    sign_in_id bigint generated always as identity primary key,
    at timestamptz not null,
    login_digest bytea,
    account_id uuid,
    client_id text,
    credit_code text,
    result text not null
);
create index sign_in_of_login on sign_in (login_digest, at desc) where login_digest is not null;
create index sign_in_age on sign_in (at);

-- Private parts are protected by keys that are not in this database.
create table signing_key (
    key_id text primary key,
    x text not null,
    y text not null,
    protected_private text not null,
    created_at timestamptz not null,
    signs_from timestamptz not null constraint signing_key_turn unique
);
