-- What an expert agreed to, to which text, and when that was taken back; nothing is overwritten. The newest row of a purpose is what holds.
create table consent (
    consent_id uuid constraint consent_once primary key,
    expert_id uuid not null constraint consent_expert references expert,
    purpose text not null,
    text_version text not null,
    given_at timestamptz not null,
    withdrawn_at timestamptz,
    -- The account or API client that entered it.
    recorded_by text not null,
    constraint consent_purpose check (purpose in ('matching', 'public_listing', 'contact_disclosure'))
);
create index consent_by_expert on consent (expert_id, purpose, consent_id desc);
create index consent_by_text on consent (text_version, expert_id) where withdrawn_at is null;

-- What was agreed to before there was a history. Who had taken it back, or never agreed, has none: when it had been given is not known.
insert into consent (consent_id, expert_id, purpose, text_version, given_at, recorded_by)
select gen_random_uuid(), expert_id, 'matching', '2026-01', consent_at, 'migration' from expert where consent;

-- Null until the expert was asked: then what holds for matching holds for it too.
alter table expert add column public_listing boolean;

-- Seen and added to by whom the expert is changed by.
alter table consent enable row level security;
grant select, insert, update on consent to matchmaking_api;
create policy consent_worker on consent to matchmaking_worker using (true);
create policy consent_read on consent for select to matchmaking_api using (
    (select caller_is_bureau())
    or exists (select from expert e where e.expert_id = consent.expert_id and e.institute_code = (select caller_organisation())));
create policy consent_insert on consent for insert to matchmaking_api with check (
    (select caller_is('operator'))
    or ((select caller_is('institute')) and exists (select from expert e where e.expert_id = consent.expert_id and e.institute_code = (select caller_organisation()))));
create policy consent_update on consent for update to matchmaking_api using (
    (select caller_is('operator'))
    or ((select caller_is('institute')) and exists (select from expert e where e.expert_id = consent.expert_id and e.institute_code = (select caller_organisation()))));
