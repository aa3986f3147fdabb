-- Erasures that were asked for. Bare ids and codes; the certificate stands as the text that its digest is of.
create table erasure (
    erasure_id uuid constraint erasure_once primary key,
    expert_id uuid not null constraint erasure_expert_once unique,
    institute_code text not null,
    revision bigint not null,
    reason_code text not null,
    reference text,
    requested_by text not null,
    requested_at timestamptz not null,
    completed_at timestamptz,
    certificate text,
    digest text,
    constraint erasure_complete check ((completed_at is null) = (certificate is null) and (certificate is null) = (digest is null))
);
create index erasure_by_institute on erasure (institute_code, erasure_id);

-- What each service answered.
create table erasure_answer (
    erasure_id uuid not null constraint erasure_answer_erasure references erasure,
    service text not null,
    items jsonb not null,
    remaining bigint not null,
    erased_at timestamptz not null,
    constraint erasure_answer_once primary key (erasure_id, service)
);

alter table erasure enable row level security;
grant select, insert on erasure to matchmaking_api;
create policy erasure_worker on erasure to matchmaking_worker using (true);
create policy erasure_caller on erasure to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('institute')) and institute_code = (select caller_organisation())));

alter table erasure_answer enable row level security;
grant select on erasure_answer to matchmaking_api;
create policy erasure_answer_worker on erasure_answer to matchmaking_worker using (true);
create policy erasure_answer_read on erasure_answer for select to matchmaking_api
    using (exists (select from erasure e where e.erasure_id = erasure_answer.erasure_id));

-- The request itself enters the expert, so that it is under way when it is answered.
grant insert (talent_id, erasure_id, revision, erased_at), select (talent_id) on erased_talent to matchmaking_api;
create policy erased_talent_request on erased_talent for insert to matchmaking_api
    with check (exists (select from erasure e where e.erasure_id = erased_talent.erasure_id and e.expert_id = erased_talent.talent_id));
create policy erased_talent_own on erased_talent for select to matchmaking_api using (exists (select from erasure e where e.erasure_id = erased_talent.erasure_id));
