-- The audit trail. An act is written down, unchained, in the transaction of its change; the chainer moves it into audit_entry, where every
-- entry of an organisation carries the hash of the one before. services/Audit has the code.
create table audit_unchained (
    entry_id bigint generated always as identity primary key,
    organisation text not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    actor_organisation text not null,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    revision bigint,
    request_id text,
    detail json,
    constraint audit_unchained_detail check (octet_length(detail::text) <= 4096)
);

create table audit_entry (
    organisation text collate "C" not null,
    sequence bigint not null,
    at timestamptz not null,
    actor text not null,
    actor_organisation text not null,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    revision bigint,
    request_id text,
    -- Detail and salt may be erased; their hash stays and is what is chained.
    detail json,
    detail_salt bytea,
    detail_hash bytea,
    previous_hash bytea not null,
    hash bytea not null,
    constraint audit_entry_place primary key (organisation, sequence)
);
create index audit_entry_subject on audit_entry (subject_id, organisation, sequence);

-- For everybody, the owner and a session that replicates included. Who drops the triggers leaves the chain behind, which tells.
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.detail is null and to_jsonb(new) ->> 'detail_salt' is null
        and to_jsonb(new) - array['detail', 'detail_salt'] = to_jsonb(old) - array['detail', 'detail_salt'] then
        return new;
    end if;
    raise exception 'The audit trail is append-only.' using errcode = 'restrict_violation';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_refuse_change();
create trigger audit_entry_is_not_emptied before truncate on audit_entry for each statement execute function audit_refuse_change();
create trigger audit_unchained_stays before update on audit_unchained for each row execute function audit_refuse_change();
alter table audit_entry enable always trigger audit_entry_stays, enable always trigger audit_entry_is_not_emptied;
alter table audit_unchained enable always trigger audit_unchained_stays;

-- Erases the details of what was done to a subject, and writes down for each chained entry that it was done. How many were chained.
create function audit_erase_details(kind text, subject text, by_actor text, by_organisation text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare erased bigint;
begin
    -- First those that wait: one that is being chained meanwhile is waited for here and found below.
    update audit_unchained set detail = null where subject_kind = kind and subject_id = subject and detail is not null;
    with gone as (
        update audit_entry set detail = null, detail_salt = null where subject_kind = kind and subject_id = subject and detail is not null
        returning organisation, sequence
    )
    insert into audit_unchained (organisation, actor, actor_organisation, action, subject_kind, subject_id)
    select organisation, by_actor, by_organisation, 'audit.detail_erased', 'audit_entry', sequence::text from gone;
    get diagnostics erased = row_count;
    return erased;
end $$;
revoke execute on function audit_erase_details from public;
grant execute on function audit_erase_details to matchmaking_worker;

-- Background code chains: it adds entries, and takes away what it has chained. Nobody changes anything.
revoke update, delete on audit_entry from matchmaking_worker;
revoke update on audit_unchained from matchmaking_worker;

-- Requests add acts of the organisation that asks, without a say in when it was, and read what concerns their own; the operator reads all.
alter table audit_unchained enable row level security;
grant insert (organisation, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id, detail) on audit_unchained to matchmaking_api;
create policy audit_unchained_worker on audit_unchained to matchmaking_worker using (true);
create policy audit_unchained_caller on audit_unchained for insert to matchmaking_api with check (actor_organisation = (select caller_organisation()));
alter table audit_entry enable row level security;
grant select on audit_entry to matchmaking_api;
create policy audit_entry_worker on audit_entry to matchmaking_worker using (true);
create policy audit_entry_caller on audit_entry for select to matchmaking_api using (
    (select caller_is('operator'))
    or (organisation = (select caller_organisation()) and ((select caller_is('enterprise')) or (select caller_is('institute')))));
