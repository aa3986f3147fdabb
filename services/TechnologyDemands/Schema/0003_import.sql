-- Which lines of an import under an idempotency key are stored: a repeat after a broken import passes over them. Kept 24 hours.
create table import_row (
    import_key text not null,
    line int not null,
    row_id uuid not null,
    row_digest text not null,
    created_at timestamptz not null default now(),
    constraint import_row_once primary key (import_key, line)
);
create index import_row_age on import_row (created_at);

-- Keys of imports begin with the organisation that imports, as those of other requests.
alter table import_row enable row level security;
grant select, insert, delete on import_row to matchmaking_api;
create policy import_row_worker on import_row to matchmaking_worker using (true);
create policy import_row_caller on import_row to matchmaking_api using (starts_with(import_key, (select caller_organisation()) || ' '));
