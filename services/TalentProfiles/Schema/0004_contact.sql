-- The contact of an expert, encrypted and bound to its expert by keys that are not in this database.
create table expert_contact (
    expert_id uuid constraint expert_contact_once primary key constraint expert_contact_expert references expert on delete cascade,
    box text not null,
    updated_at timestamptz not null
);

-- Which enterprise may read the contact of which expert, because both sides of a match agreed; under the highest revision that was told.
create table contact_grant (
    match_id uuid constraint contact_grant_once primary key,
    expert_id uuid not null,
    demand_id uuid not null,
    organisation text not null,
    agreed boolean not null,
    revision bigint not null,
    updated_at timestamptz not null
);
create index contact_grant_by_expert on contact_grant (expert_id, organisation);
create index contact_grant_by_organisation on contact_grant (organisation);
create index contact_grant_by_demand on contact_grant (demand_id);

-- Who has read it: written in the transaction that reads. disclosure_id is a version 7 uuid and serves as keyset.
create table contact_disclosure (
    disclosure_id uuid constraint contact_disclosure_once primary key,
    expert_id uuid not null,
    match_id uuid,
    organisation text not null,
    account text not null,
    disclosed_at timestamptz not null
);
create index contact_disclosure_by_expert on contact_disclosure (expert_id, disclosure_id);

-- Experts whose contact was granted to the caller and who still agree to be matched. A function of the owner, as whoever asks need not see the expert's row.
create function caller_granted_experts() returns setof uuid language sql stable security definer set search_path = public as $$
    select expert_id from contact_grant join expert using (expert_id)
    where agreed and organisation = caller_organisation() and caller_is('enterprise') and consent and withdrawn_at is null
$$;

alter table expert_contact enable row level security;
grant select, insert, update, delete on expert_contact to matchmaking_api;
create policy expert_contact_worker on expert_contact to matchmaking_worker using (true);
create policy expert_contact_read on expert_contact for select to matchmaking_api using (
    expert_id in (select caller_granted_experts())
    or exists (select from expert e where e.expert_id = expert_contact.expert_id
               and ((select caller_is_bureau()) or e.institute_code = (select caller_organisation()))));
create policy expert_contact_write on expert_contact to matchmaking_api using (
    exists (select from expert e where e.expert_id = expert_contact.expert_id
            and ((select caller_is('operator')) or ((select caller_is('institute')) and e.institute_code = (select caller_organisation())))));

alter table contact_grant enable row level security;
grant select on contact_grant to matchmaking_api;
create policy contact_grant_worker on contact_grant to matchmaking_worker using (true);
create policy contact_grant_read on contact_grant for select to matchmaking_api
    using (expert_id in (select caller_granted_experts()) and organisation = (select caller_organisation()));

alter table contact_disclosure enable row level security;
grant select, insert on contact_disclosure to matchmaking_api;
create policy contact_disclosure_worker on contact_disclosure to matchmaking_worker using (true);
create policy contact_disclosure_read on contact_disclosure for select to matchmaking_api using (
    (select caller_is('operator'))
    or exists (select from expert e where e.expert_id = contact_disclosure.expert_id and e.institute_code = (select caller_organisation())));
create policy contact_disclosure_insert on contact_disclosure for insert to matchmaking_api with check (organisation = (select caller_organisation()));
