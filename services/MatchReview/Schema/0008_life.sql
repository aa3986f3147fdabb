-- The life of an accepted match. What may follow what: the machine in the service decides, and this table is the second lock.
create table match_life_transition (
    from_state text not null,
    to_state text not null,
    constraint match_life_transition_once primary key (from_state, to_state)
);
insert into match_life_transition (from_state, to_state) values
    ('proposed', 'accepted'),
    ('accepted', 'accepted'), ('accepted', 'willing'), ('accepted', 'visited'), ('accepted', 'agreed'), ('accepted', 'ended'),
    ('willing', 'willing'), ('willing', 'accepted'), ('willing', 'disclosed'), ('willing', 'visited'), ('willing', 'agreed'), ('willing', 'ended'),
    ('disclosed', 'disclosed'), ('disclosed', 'accepted'), ('disclosed', 'visited'), ('disclosed', 'agreed'), ('disclosed', 'ended'),
    ('visited', 'visited'), ('visited', 'agreed'), ('visited', 'ended'),
    ('agreed', 'agreed'), ('agreed', 'contracted'), ('agreed', 'ended'),
    ('contracted', 'contracted'), ('contracted', 'completed'), ('contracted', 'ended'),
    ('completed', 'completed'), ('completed', 'rated'), ('completed', 'ended'),
    ('rated', 'ended');

-- One row for a match, and a match is one for a pair of need and expert: one live match per pair.
create table match_life (
    match_id uuid constraint match_life_once primary key constraint match_life_match references match,
    state text not null,
    step int not null,
    -- When somebody should have done something; null where nobody need.
    due_at timestamptz,
    reminded_at timestamptz,
    changed_at timestamptz not null,
    constraint match_life_state check (state in ('accepted', 'willing', 'disclosed', 'visited', 'agreed', 'contracted', 'completed', 'rated', 'ended')),
    constraint match_life_over check (due_at is null or state not in ('rated', 'ended'))
);
create index match_life_by_due on match_life (due_at, match_id) where due_at is not null;

-- Every change with its actor and time, added once and never changed. Each begins where the one before it led to.
create table match_life_step (
    match_id uuid not null constraint match_life_step_match references match,
    number int not null,
    before int generated always as (nullif(number - 1, 0)) stored,
    act text not null,
    from_state text not null,
    to_state text not null,
    reason_codes text[] not null default '{}',
    -- An account of the organisation, or service:match-review.
    actor text not null,
    actor_organisation text,
    recorded_at timestamptz not null,
    constraint match_life_step_once primary key (match_id, number),
    constraint match_life_step_leads unique (match_id, number, to_state),
    constraint match_life_step_follows foreign key (match_id, before, from_state) references match_life_step (match_id, number, to_state),
    constraint match_life_step_allowed foreign key (from_state, to_state) references match_life_transition,
    constraint match_life_step_first check (number >= 1 and (number = 1) = (from_state = 'proposed')),
    constraint match_life_step_end_reason check (to_state <> 'ended' or cardinality(reason_codes) > 0)
);
-- A life is where its last step led to.
alter table match_life add constraint match_life_last_step foreign key (match_id, step, state) references match_life_step (match_id, number, to_state) deferrable initially deferred;

-- What stages are made of. A contract hangs on the stage, which hangs on the agreement.
create table match_visit (
    match_id uuid constraint match_visit_once primary key,
    stage text not null generated always as ('visited') stored,
    visited_on date not null,
    participants int,
    minutes text,
    constraint match_visit_stage foreign key (match_id, stage) references match_progress (match_id, stage),
    constraint match_visit_participants check (participants > 0)
);
create table match_contract (
    match_id uuid constraint match_contract_once primary key,
    stage text not null generated always as ('contract') stored,
    kind text not null,
    registration_number text,
    amount_yuan numeric(18, 2) not null,
    transaction_amount_yuan numeric(18, 2) not null,
    signed_on date not null,
    expires_on date,
    constraint match_contract_stage foreign key (match_id, stage) references match_progress (match_id, stage),
    constraint match_contract_kind check (kind in ('development', 'transfer', 'licence', 'consulting', 'service')),
    constraint match_contract_amount check (amount_yuan > 0 and transaction_amount_yuan between 0 and amount_yuan),
    constraint match_contract_term check (expires_on >= signed_on),
    -- One registration for one contract.
    constraint match_contract_registration unique (registration_number)
);
create table match_milestone (
    match_id uuid not null constraint match_milestone_contract references match_contract,
    number int not null,
    title text not null,
    due_on date not null,
    reached_on date,
    evidence text,
    constraint match_milestone_once primary key (match_id, number),
    constraint match_milestone_number check (number >= 1)
);
create table match_rating (
    match_id uuid not null,
    side text not null,
    stage text not null generated always as ('acceptance') stored,
    stars int not null,
    comment text,
    recorded_at timestamptz not null,
    constraint match_rating_once primary key (match_id, side),
    constraint match_rating_stage foreign key (match_id, stage) references match_progress (match_id, stage),
    constraint match_rating_side check (side in ('enterprise', 'institute')),
    constraint match_rating_stars check (stars between 1 and 5)
);

-- Matches that were accepted before there were lives: where they stand follows from their stages and from what the sides said.
insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at)
select match_id, 1, 'accepted', 'proposed', 'accepted', 'service:match-review', decided_at from match where status = 'accepted';
do $$
declare
    m record;
    s record;
    place int;
    now_state text;
begin
    for m in select match_id, decided_at from match where status = 'accepted' loop
        place := 1;
        now_state := 'accepted';
        if (select count(*) from willingness w where w.match_id = m.match_id and w.willing) = 2 then
            place := 2;
            insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at)
            select m.match_id, 2, 'willing', 'accepted', 'willing', 'service:match-review', max(recorded_at) from willingness w where w.match_id = m.match_id;
            now_state := 'willing';
        end if;
        for s in select stage, reason_codes, recorded_at from match_progress p where p.match_id = m.match_id
                 order by array_position(array['visited', 'agreement', 'contract', 'acceptance', 'ended'], stage) loop
            insert into match_life_step (match_id, number, act, from_state, to_state, reason_codes, actor, recorded_at)
            values (m.match_id, place + 1, s.stage, now_state,
                    case s.stage when 'agreement' then 'agreed' when 'contract' then 'contracted' when 'acceptance' then 'completed' else s.stage end,
                    s.reason_codes, 'service:match-review', s.recorded_at)
            returning to_state into now_state;
            place := place + 1;
        end loop;
        insert into match_life (match_id, state, step, changed_at) values (m.match_id, now_state, place, m.decided_at);
    end loop;
end $$;
-- What is deferred is looked at now: a table with checks that wait is not altered.
set constraints all immediate;

alter table match_life enable row level security;
grant select, insert, update on match_life to matchmaking_api;
create policy match_life_worker on match_life to matchmaking_worker using (true);
create policy match_life_caller on match_life to matchmaking_api using (exists (select from match m where m.match_id = match_life.match_id));
alter table match_life_step enable row level security;
grant select, insert on match_life_step to matchmaking_api;
create policy match_life_step_worker on match_life_step to matchmaking_worker using (true);
create policy match_life_step_read on match_life_step for select to matchmaking_api using (exists (select from match m where m.match_id = match_life_step.match_id));
-- Nobody writes in another's name.
create policy match_life_step_insert on match_life_step for insert to matchmaking_api with check (
    actor_organisation = (select caller_organisation()) and exists (select from match m where m.match_id = match_life_step.match_id));
grant select on match_life_transition to matchmaking_api, matchmaking_worker;
alter table match_life_transition enable row level security;
create policy match_life_transition_read on match_life_transition for select using (true);

alter table match_visit enable row level security;
alter table match_contract enable row level security;
alter table match_milestone enable row level security;
alter table match_rating enable row level security;
grant select, insert on match_visit, match_contract, match_rating to matchmaking_api;
grant select, insert, update on match_milestone to matchmaking_api;
create policy match_visit_worker on match_visit to matchmaking_worker using (true);
create policy match_contract_worker on match_contract to matchmaking_worker using (true);
create policy match_milestone_worker on match_milestone to matchmaking_worker using (true);
create policy match_rating_worker on match_rating to matchmaking_worker using (true);
-- Seen with the match, by both its sides; written by the bureau, a rating by the side itself.
create policy match_visit_read on match_visit for select to matchmaking_api using (exists (select from match m where m.match_id = match_visit.match_id));
create policy match_visit_insert on match_visit for insert to matchmaking_api with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_visit.match_id));
create policy match_contract_read on match_contract for select to matchmaking_api using (exists (select from match m where m.match_id = match_contract.match_id));
create policy match_contract_insert on match_contract for insert to matchmaking_api with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_contract.match_id));
create policy match_milestone_read on match_milestone for select to matchmaking_api using (exists (select from match m where m.match_id = match_milestone.match_id));
create policy match_milestone_write on match_milestone to matchmaking_api using ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_milestone.match_id));
create policy match_rating_read on match_rating for select to matchmaking_api using (exists (select from match m where m.match_id = match_rating.match_id));
create policy match_rating_insert on match_rating for insert to matchmaking_api with check (
    (select caller_is('operator'))
    or (side = 'enterprise' and (select caller_is('enterprise')) and exists (select from match m where m.match_id = match_rating.match_id and m.demand_id in (select caller_demands())))
    or (side = 'institute' and exists (select from match m where m.match_id = match_rating.match_id and m.talent_id in (select caller_talents()))));
