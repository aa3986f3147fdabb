-- The queue as people work it. What is asked of every row of the queue stands in the row: one lock, no join, and it goes and stays with the match.
alter table match
    -- When the match first entered the queue and until when it is to be decided; a newer list of the demand changes neither.
    add column queued_at timestamptz not null default now(),
    add column due_at timestamptz not null default now() + interval '72 hours',
    -- Told once that it is overdue.
    add column escalated_at timestamptz,
    -- Who works on it until when; nobody when that has passed. One row, so one claim.
    add column claimed_by text,
    add column claimed_until timestamptz,
    add column assigned boolean not null default false,
    -- Asked of this match, whatever its region asks.
    add column two_persons boolean not null default false,
    -- Opinions of the round that is open: 1 awaits the second, 2 are disputed.
    add column opinions smallint not null default 0,
    -- Its newest decision; null while pending.
    add column decision_number int,
    add column remind_at timestamptz,
    add column reminded_at timestamptz,
    add constraint match_claim_whole check ((claimed_by is null) = (claimed_until is null) and (claimed_by is not null or not assigned)),
    add constraint match_opinions check (opinions between 0 and 2 and (opinions = 0 or status in ('pending', 'held'))),
    add constraint match_reminder_held check ((remind_at is null or status = 'held') and (reminded_at is null or remind_at is not null)),
    add constraint match_claim_open check (claimed_by is null or status in ('pending', 'held'));

-- Every decision of a match, added and never changed. Only a hold is followed by another decision, so at most one is final, and it is the last.
create table match_decision (
    match_id uuid not null constraint match_decision_match references match,
    number int not null,
    decision text not null,
    reason_codes text[] not null,
    note text,
    reviewer text not null,
    -- The account; null for decisions from before it was kept.
    subject text,
    remind_at timestamptz,
    list_number bigint not null,
    rank int not null,
    score double precision not null,
    ranking_digest text not null,
    decided_at timestamptz not null,
    number_before int generated always as (case when number > 1 then number - 1 end) stored,
    decision_before text generated always as (case when number > 1 then 'held' end) stored,
    constraint match_decision_once primary key (match_id, number),
    constraint match_decision_number check (number > 0),
    constraint match_decision_code check (decision in ('accepted', 'held', 'rejected')),
    constraint match_decision_reminder check (remind_at is null or decision = 'held'),
    constraint match_decision_named unique (match_id, number, decision),
    constraint match_decision_after_hold foreign key (match_id, number_before, decision_before) references match_decision (match_id, number, decision)
);

insert into match_decision (match_id, number, decision, reason_codes, note, reviewer, list_number, rank, score, ranking_digest, decided_at)
select match_id, 1, status, reason_codes, note, reviewer, list_number, rank, score, ranking_digest, decided_at from match where status <> 'pending';
update match set decision_number = 1, queued_at = ranked_at, due_at = ranked_at + interval '72 hours' where status <> 'pending';
alter table match
    add constraint match_decision_numbered check ((status = 'pending') = (decision_number is null)),
    add constraint match_newest_decision foreign key (match_id, decision_number, status) references match_decision (match_id, number, decision) deferrable initially deferred;

-- What two persons think of a match, each without having seen the other's; a round ends with a decision. It outlives a match that leaves the queue and comes back.
create table match_opinion (
    match_id uuid not null,
    round int not null,
    place smallint not null,
    demand_id uuid not null,
    -- Null of an expert who was erased.
    talent_id uuid,
    decision text not null,
    reason_codes text[] not null,
    note text,
    reviewer text not null,
    subject text not null,
    remind_at timestamptz,
    given_at timestamptz not null,
    constraint match_opinion_once primary key (match_id, round, place),
    constraint match_opinion_place check (place in (1, 2)),
    constraint match_opinion_of_two unique (match_id, round, subject),
    constraint match_opinion_code check (decision in ('accepted', 'held', 'rejected'))
);
create index match_opinion_by_time on match_opinion (given_at) where place = 2;
create index match_opinion_by_talent on match_opinion (talent_id);

create table match_comment (
    comment_id uuid constraint match_comment_once primary key,
    match_id uuid not null,
    demand_id uuid not null,
    talent_id uuid not null,
    text text not null,
    author text not null,
    created_at timestamptz not null
);
create index match_comment_by_match on match_comment (match_id, created_at, comment_id);
create index match_comment_by_talent on match_comment (talent_id);

create table queue_view (
    organisation text not null,
    owner text not null,
    name text not null,
    query jsonb not null,
    updated_at timestamptz not null,
    constraint queue_view_once primary key (organisation, owner, name)
);

-- A match that a newer list left out and a later one brings back has been waiting all the while.
alter table departed_match add column queued_at timestamptz, add column escalated_at timestamptz;

-- Whom a demand may be shown to; null for demands told before it was kept, which are shown by their field alone.
alter table demand add column visibility text, add column target_institutes text[];

create index match_by_due on match (due_at, match_id);
create index match_by_status_due on match (status, due_at, match_id);
create index match_to_escalate on match (due_at, match_id) where status = 'pending' and escalated_at is null;
create index match_to_remind on match (remind_at, match_id) where status = 'held' and reminded_at is null;
create index match_reminded on match (score desc, match_id) where reminded_at is not null;
create index match_with_opinions on match (opinions, score desc, match_id) where opinions > 0;
create index match_by_claim on match (claimed_by, claimed_until) where claimed_by is not null;
create index match_by_ranked_at on match (ranked_at, match_id);
create index match_by_probability on match ((coalesce(acceptance_probability, -1)), match_id);

alter table match_decision enable row level security;
grant select, insert on match_decision to matchmaking_api;
create policy match_decision_worker on match_decision to matchmaking_worker using (true);
create policy match_decision_read on match_decision for select to matchmaking_api
    using ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_decision.match_id));
create policy match_decision_insert on match_decision for insert to matchmaking_api
    with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_decision.match_id));

-- Blind: an opinion is read once its round has ended, or is disputed. Who gives the second compares through a function of the owner.
alter table match_opinion enable row level security;
grant select, insert on match_opinion to matchmaking_api;
create policy match_opinion_worker on match_opinion to matchmaking_worker using (true);
create policy match_opinion_read on match_opinion for select to matchmaking_api using (
    (select caller_is_bureau())
    and exists (select from match m where m.match_id = match_opinion.match_id and (m.opinions = 2 or coalesce(m.decision_number, 0) >= match_opinion.round)));
create policy match_opinion_insert on match_opinion for insert to matchmaking_api
    with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_opinion.match_id and m.demand_id = match_opinion.demand_id));
create function open_opinions(matches uuid[]) returns setof match_opinion language sql stable security definer set search_path = public as $$
    select o.* from match_opinion o join match m using (match_id)
    where caller_is_bureau() and o.match_id = any(matches) and o.round = coalesce(m.decision_number, 0) + 1
      and (caller_sees_queue() or m.demand_id in (select caller_demands()))
$$;

alter table match_comment enable row level security;
grant select, insert on match_comment to matchmaking_api;
create policy match_comment_worker on match_comment to matchmaking_worker using (true);
create policy match_comment_read on match_comment for select to matchmaking_api
    using ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_comment.match_id));
create policy match_comment_insert on match_comment for insert to matchmaking_api
    with check ((select caller_is_bureau()) and exists (select from match m where m.match_id = match_comment.match_id));

-- Whose a view is stands in the query; the database keeps bureaus apart.
alter table queue_view enable row level security;
grant select, insert, update, delete on queue_view to matchmaking_api;
create policy queue_view_worker on queue_view to matchmaking_worker using (true);
create policy queue_view_own on queue_view to matchmaking_api using (organisation = caller_organisation() and caller_is_bureau());

-- How the matches of an expert ended: what an institute is told of those that it does not see. No note, no name, no part of a score.
create function expert_outcomes(expert uuid)
    returns table (match_id uuid, decision text, reason_codes text[], decided_at timestamptz, remind_at timestamptz, title text, field text, region_code text, demand_status text)
    language sql stable security definer set search_path = public as $$
    select m.match_id, m.status, m.reason_codes, m.decided_at, m.remind_at,
           case when caller_is_bureau() or m.status = 'accepted' or d.visibility = 'public' or caller_organisation() = any(d.target_institutes) then d.title end,
           d.field, d.region_code, d.status
    from match m join talent t using (talent_id) left join demand d using (demand_id)
    where m.talent_id = expert and m.status <> 'pending'
      and ((caller_is('institute') and t.institute_code = caller_organisation()) or caller_sees_queue() or (caller_is('reviewer') and caller_serves(d.region_code)))
$$;

-- Which needs and experts a side knows by its matches: asked by a policy that looks at match, the planner reads all of it. Functions of the owner, computed once a query.
create function caller_matched_demands() returns setof uuid language sql stable security definer set search_path = public as $$
    select m.demand_id from match m join talent t using (talent_id) where caller_is('institute') and t.institute_code = caller_organisation() and m.status = 'accepted'
$$;
create function caller_matched_talents() returns setof uuid language sql stable security definer set search_path = public as $$
    select m.talent_id from match m join demand d using (demand_id) where caller_is('enterprise') and d.enterprise_code = caller_organisation()
$$;
drop policy demand_read on demand;
create policy demand_read on demand for select to matchmaking_api using (
    (select caller_sees_queue()) or demand_id in (select caller_demands()) or demand_id in (select caller_matched_demands()));
drop policy talent_read on talent;
create policy talent_read on talent for select to matchmaking_api using (
    (select caller_is_bureau()) or talent_id in (select caller_talents()) or talent_id in (select caller_matched_talents()));

-- The same set as before, found by joining the regions once: asking for each need apart whether the caller serves it took 40 ms among 5,000 needs, and a list asks twice.
create or replace function caller_demands() returns setof uuid language sql stable security definer set search_path = public as $$
    select demand_id from demand where caller_is('enterprise') and enterprise_code = caller_organisation()
    union all
    select d.demand_id from unnest(string_to_array(nullif(current_setting('app.regions', true), ''), ',')) served join demand d on starts_with(d.region_code, served) where caller_is('reviewer')
    union all
    select demand_id from demand where caller_is('reviewer') and coalesce(current_setting('app.regions', true), '') = ''
$$;
