-- The contact of a demand, encrypted and bound to its demand by keys that are not in this database.
create table demand_contact (
    demand_id uuid constraint demand_contact_once primary key constraint demand_contact_demand references demand on delete cascade,
    box text not null,
    updated_at timestamptz not null
);
-- Finds the forms that still hold a contact in plain, from before this table, and is empty once they are moved.
create index demand_plain_contact on demand (demand_id) where jsonb_typeof(form -> 'contact') = 'object';

-- Which institute may read the contact of which demand, because both sides of a match agreed; under the highest revision that was told.
create table contact_grant (
    match_id uuid constraint contact_grant_once primary key,
    demand_id uuid not null,
    talent_id uuid not null,
    enterprise_code text not null,
    organisation text not null,
    agreed boolean not null,
    revision bigint not null,
    updated_at timestamptz not null
);
create index contact_grant_by_demand on contact_grant (demand_id, organisation);
create index contact_grant_by_organisation on contact_grant (organisation);
create index contact_grant_by_talent on contact_grant (talent_id);

-- Who has read it: written in the transaction that reads. disclosure_id is a version 7 uuid and serves as keyset.
create table contact_disclosure (
    disclosure_id uuid constraint contact_disclosure_once primary key,
    demand_id uuid not null,
    match_id uuid,
    organisation text not null,
    account text not null,
    disclosed_at timestamptz not null
);
create index contact_disclosure_by_demand on contact_disclosure (demand_id, disclosure_id);

-- Demands whose contact was granted to the caller. A function of the owner, for a demand that was closed since is no longer shown to an institute.
create function caller_granted_demands() returns setof uuid language sql stable security definer set search_path = public as $$
    select demand_id from contact_grant join demand using (demand_id)
    where agreed and organisation = caller_organisation() and caller_is('institute') and visibility <> 'confidential'
$$;

alter table demand_contact enable row level security;
grant select, insert, update, delete on demand_contact to matchmaking_api;
create policy demand_contact_worker on demand_contact to matchmaking_worker using (true);
create policy demand_contact_read on demand_contact for select to matchmaking_api using (
    demand_id in (select caller_granted_demands())
    or exists (select from demand d where d.demand_id = demand_contact.demand_id
               and ((select caller_is_bureau()) or d.enterprise_code = (select caller_organisation()))));
create policy demand_contact_write on demand_contact to matchmaking_api using (
    exists (select from demand d where d.demand_id = demand_contact.demand_id
            and ((select caller_is('operator')) or ((select caller_is('enterprise')) and d.enterprise_code = (select caller_organisation())))));

alter table contact_grant enable row level security;
grant select on contact_grant to matchmaking_api;
create policy contact_grant_worker on contact_grant to matchmaking_worker using (true);
create policy contact_grant_read on contact_grant for select to matchmaking_api
    using (demand_id in (select caller_granted_demands()) and organisation = (select caller_organisation()));

alter table contact_disclosure enable row level security;
grant select, insert on contact_disclosure to matchmaking_api;
create policy contact_disclosure_worker on contact_disclosure to matchmaking_worker using (true);
create policy contact_disclosure_read on contact_disclosure for select to matchmaking_api using (
    (select caller_is('operator'))
    or exists (select from demand d where d.demand_id = contact_disclosure.demand_id and d.enterprise_code = (select caller_organisation())));
create policy contact_disclosure_insert on contact_disclosure for insert to matchmaking_api with check (organisation = (select caller_organisation()));
