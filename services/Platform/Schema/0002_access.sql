-- Three roles a database: the owner, which makes the schema and does nothing else; one in the group matchmaking_worker, which consumes,
-- relays and computes and sees every row; one in the group matchmaking_api, which serves requests and sees what row-level security shows it.
do $$ begin
    if (select count(*) from pg_roles where rolname in ('matchmaking_worker', 'matchmaking_api')) < 2 then
        raise exception 'The group roles matchmaking_worker and matchmaking_api are missing; create them (nologin) before the services start.';
    end if;
end $$;

grant select, insert, update, delete on all tables in schema public to matchmaking_worker;
alter default privileges in schema public grant select, insert, update, delete on tables to matchmaking_worker;
alter default privileges in schema public grant usage on sequences to matchmaking_worker;

-- Who calls, as the service says for each request; nobody where it says nothing.
create function caller_is(role text) returns boolean language sql stable parallel safe as $$
    select role = any(string_to_array(coalesce(current_setting('app.roles', true), ''), ','))
$$;
create function caller_organisation() returns text language sql stable parallel safe as $$
    select nullif(current_setting('app.organisation', true), '')
$$;
-- True when the caller is not limited to regions, or region lies below one of them.
create function caller_serves(region text) returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('app.regions', true), '') = ''
        or exists (select from unnest(string_to_array(current_setting('app.regions', true), ',')) served where starts_with(region, served))
$$;
-- A member of a bureau: sees more than one organisation.
create function caller_is_bureau() returns boolean language sql stable parallel safe as $$
    select caller_is('operator') or caller_is('reviewer')
$$;

-- Requests add messages and never read them. Answers under a key are seen by the organisation that asked.
grant insert on outbox_message to matchmaking_api;
alter table idempotency_key add column etag text;
alter table idempotency_key enable row level security;
grant select, insert, update on idempotency_key to matchmaking_api;
create policy idempotency_key_worker on idempotency_key to matchmaking_worker using (true);
create policy idempotency_key_caller on idempotency_key to matchmaking_api using (starts_with(scope, (select caller_organisation()) || ' '));
