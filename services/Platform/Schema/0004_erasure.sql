-- Who was erased. The bare id stays, so that what comes late or again brings nobody back; services/Erasure has the code.
create table erased_talent (
    talent_id uuid constraint erased_talent_once primary key,
    erasure_id uuid not null,
    revision bigint not null,
    -- In the order of the commits, for whoever writes here holds one lock: a replica remembers how far it has come.
    number bigint generated always as identity,
    erased_at timestamptz not null,
    -- What was erased where, so far.
    items jsonb not null default '[]',
    worked_at timestamptz,
    answered_at timestamptz
);
create index erased_talent_number on erased_talent (number);
create index erased_talent_open on erased_talent (number) where answered_at is null;
alter table erased_talent enable row level security;
create policy erased_talent_worker on erased_talent to matchmaking_worker using (true);

-- How many rows of which tables hold one of the needles (patterns of like, in small letters) anywhere, whatever the type of the column: bytes are
-- searched as hexadecimal digits. passed_over has a condition for tables of which some rows may. What the role may not read is not searched.
create function rows_naming(needles text[], passed_over jsonb) returns table (store text, named bigint) language plpgsql stable as $$
declare kept record;
begin
    for kept in
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(c.oid, 'select') order by c.relname
    loop
        execute format('select count(*) from %I t where lower(t::text) like any ($1) and not coalesce((%s), false)', kept.relname, coalesce(passed_over ->> kept.relname, 'false'))
            into named using needles;
        if named > 0 then
            store := kept.relname;
            return next;
        end if;
    end loop;
end $$;
revoke execute on function rows_naming from public;
grant execute on function rows_naming to matchmaking_worker;
