-- A challenge may end while it stands open, before teams work; the challenge of a need that is closed does. Whoever has a bid alive in it is told so, and its panel is free again.
insert into challenge_transition (from_state, state) values ('published', 'ended'), ('checking', 'ended'), ('scoring', 'ended'), ('publicity', 'ended'), ('signing', 'ended');
insert into bid_transition (from_state, state) values ('sealed', 'called_off'), ('passed', 'called_off'), ('awarded', 'called_off');
alter table bid_step
    drop constraint bid_step_reasons,
    add constraint bid_step_reasons check (cardinality(reason_codes) > 0 or state not in ('rejected', 'not_awarded', 'dropped', 'eliminated', 'ended', 'failed', 'called_off'));

-- Bids of a round that was ended while it stood open stay sealed for good: nobody ends a challenge to read them and puts the need up again.
create or replace function bids_are_sealed(of_challenge uuid, of_round int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from challenge c where challenge_id = of_challenge and round = of_round and (state = 'published'
        or (state = 'ended' and exists (select from challenge_step s where s.challenge_id = c.challenge_id and s.number = c.number and s.from_state = 'published'))))
$$;
create or replace function bid_content_is_sealed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from bid join challenge using (challenge_id, round) where bid_id = new.bid_id and challenge.state = 'published')
        and (tg_op = 'INSERT' or (new.bid_id, new.price_yuan, new.digest, new.organisation_name, jsonb_path_query_array(new.milestones, '$[*].share'), new.partners)
                                 is distinct from (old.bid_id, old.price_yuan, old.digest, old.organisation_name, jsonb_path_query_array(old.milestones, '$[*].share'), old.partners)) then
        perform challenge_refuse('bid_content_sealed');
    end if;
    return new;
end $$;

-- A team under contract ends by acceptance or by being taken out, never with its challenge.
create function challenge_end_leaves_contracts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from challenge c join bid b using (challenge_id, round) where c.challenge_id = new.challenge_id and b.state in ('signed', 'accepted')) then
        perform challenge_refuse('challenge_with_contract');
    end if;
    return new;
end $$;
create trigger challenge_end_leaves_contracts before insert on challenge_step for each row when (new.state = 'ended') execute function challenge_end_leaves_contracts();

create function bid_is_called_off_with_its_challenge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from bid join challenge using (challenge_id) where bid_id = new.bid_id and challenge.state = 'ended') then
        perform challenge_refuse('bid_called_off_alone');
    end if;
    return new;
end $$;
create trigger bid_is_called_off_with_its_challenge before insert on bid_step for each row when (new.state = 'called_off') execute function bid_is_called_off_with_its_challenge();

-- Ends the bids that are alive in a challenge that has ended, for the reasons of its end, and releases the seats that have not scored. By the platform, for whoever ended it: a
-- sealed bid is seen neither by the bureau nor by who posts. Answers what it ended, which is nothing the second time.
create function challenge_call_off(of_challenge uuid) returns table (bid_id uuid, bidder_code text, round int, number int, reason_codes text[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    last challenge_step;
begin
    select s.* into last from challenge_step s join challenge c using (challenge_id, number) where c.challenge_id = of_challenge and c.state = 'ended';
    if not found then
        return;
    end if;
    insert into panel_leave (challenge_id, round, seat, reason_codes, at)
        select s.challenge_id, s.round, s.seat, '{challenge_ended}', last.at from panel_seat s
        where s.challenge_id = of_challenge and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
          and not exists (select from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat));
    return query
        with called_off as (
            insert into bid_step (bid_id, number, from_state, state, reason_codes, organisation, at)
            select b.bid_id, b.number + 1, b.state, 'called_off', last.reason_codes, 'platform', last.at from bid b
            where b.challenge_id = of_challenge and b.state in ('sealed', 'passed', 'awarded')
            returning bid_step.bid_id, bid_step.number)
        select c.bid_id, b.bidder_code, b.round, c.number, last.reason_codes from called_off c join bid b on b.bid_id = c.bid_id order by c.bid_id;
end $$;

-- At the end of the transaction nothing hangs: no bid that is alive, no seat that waits, no challenge of a closed need.
create function challenge_end_leaves_nothing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from bid where challenge_id = new.challenge_id and state in ('new', 'sealed', 'passed', 'awarded', 'signed', 'accepted')) then
        perform challenge_refuse('challenge_ended_with_bids');
    end if;
    if exists (select from panel_seat s where s.challenge_id = new.challenge_id
               and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
               and not exists (select from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat))) then
        perform challenge_refuse('challenge_ended_with_seats');
    end if;
    return null;
end $$;
create constraint trigger challenge_end_leaves_nothing after insert on challenge_step deferrable initially deferred for each row when (new.state = 'ended')
    execute function challenge_end_leaves_nothing();

create function demand_close_ends_challenge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from challenge where demand_id = new.demand_id and state not in ('ended', 'completed')) then
        perform challenge_refuse('demand_closed_with_challenge');
    end if;
    return null;
end $$;
create constraint trigger demand_close_ends_challenge after update on demand deferrable initially deferred for each row when (new.status = 'closed' and old.status <> 'closed')
    execute function demand_close_ends_challenge();

create function challenge_is_of_open_need() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- Held against who closes it at the same time.
    perform from demand where demand_id = new.demand_id and status <> 'closed' for share;
    if not found then
        perform challenge_refuse('challenge_of_closed_need');
    end if;
    return new;
end $$;
create trigger challenge_is_of_open_need before insert on challenge for each row execute function challenge_is_of_open_need();

-- What a request may write down in the name of the platform: the end of the challenge of a need that it has closed, and what was called off.
create function challenge_need_is_closed(of_challenge uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from challenge c join demand d using (demand_id) where c.challenge_id = of_challenge and d.status = 'closed')
$$;
create policy challenge_step_insert_of_closed on challenge_step for insert to matchmaking_api with check (
    organisation = 'platform' and account is null and state = 'ended' and reason_codes = '{need_closed}' and challenge_need_is_closed(challenge_id));
create function ended_by_platform(kind text, id text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select case kind
        when 'bid' then exists (select from bid where bid_id = id::uuid and state = 'called_off')
        when 'challenge' then exists (select from challenge_step where challenge_id = id::uuid and state = 'ended' and organisation = 'platform')
        else false end
$$;
create policy audit_unchained_ended on audit_unchained for insert to matchmaking_api with check (
    actor = 'service:technology-demands' and actor_organisation = 'platform' and action in ('bid.called_off', 'challenge.ended') and ended_by_platform(subject_kind, subject_id));

-- Every mark and comment that counted, by letter and number of the seat, never by account: to the bureau once all are in, to who bids those of the own bid once the result is told.
create function panel_marks(of_challenge uuid) returns table (round int, letter text, bid_id uuid, criteria jsonb, seat int, marks jsonb, total numeric, comment text)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.round, case when place <= 26 then chr(64 + place::int) else 'Z' || place end, l.id, d.criteria, p.seat, p.marks, p.total, p.comment
    from panel_draw d cross join unnest(d.letters) with ordinality l (id, place)
         join panel_score p on p.challenge_id = d.challenge_id and p.round = d.round and p.bid_id = l.id
         join panel_seat s on (s.challenge_id, s.round, s.seat) = (p.challenge_id, p.round, p.seat) and s.attempt = d.attempt
    where d.challenge_id = of_challenge and d.attempt = panel_last_attempt(d.challenge_id, d.round) and panel_is_complete(d.challenge_id, d.round)
      and not exists (select from panel_leave x where (x.challenge_id, x.round, x.seat) = (p.challenge_id, p.round, p.seat))
      and (challenge_of_bureau(of_challenge) or (bid_of_caller(l.id) and challenge_is_scored(d.challenge_id, d.round)))
    order by d.round, place, p.seat
$$;

-- Whoever places a bid asks whether the experts that it names were erased: by the bare id.
grant select (talent_id) on erased_talent to matchmaking_api;
create policy erased_talent_asked on erased_talent for select to matchmaking_api using ((select caller_organisation()) is not null);
create index bid_content_by_expert on bid_content using gin ((team -> 'experts') jsonb_path_ops) where team -> 'experts' is not null;

-- A text without a name, also as it stands without what is in brackets, in whatever case; of a list, each text or the text under a key of each.
create function without_name(said text, name text) returns text language sql immutable parallel safe as $$
    select case when length(bare) < 2 then whole else regexp_replace(whole, '***=' || bare, '■■■', 'gi') end
    from (select case when length(btrim(name)) < 2 then said else regexp_replace(said, '***=' || btrim(name), '■■■', 'gi') end as whole,
                 btrim(regexp_replace(name, '[（(][^）)]*[）)]', '', 'g')) as bare) once
$$;
create function list_without_name(list jsonb, key text, name text) returns jsonb language sql immutable parallel safe as $$
    select coalesce(jsonb_agg(case jsonb_typeof(it) when 'string' then to_jsonb(without_name(it #>> '{}', name))
                                   else jsonb_set(it, array[key], to_jsonb(without_name(it ->> key, name))) end order by place), '[]')
    from jsonb_array_elements(case jsonb_typeof(list) when 'array' then list end) with ordinality one (it, place)
$$;

-- What the policies of steps and of left seats ask of one row, as functions of its key: asked through the table with its own policies, the planner hashed every bid and every seat that the
-- caller may see to answer for one.
create function bid_is_seen(of_bid uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from bid where bid_id = of_bid and (bidder_code = caller_organisation()
        or (not bids_are_sealed(challenge_id, round) and (challenge_of_bureau(challenge_id) or challenge_of_poster(challenge_id)))))
$$;
alter policy bid_step_read on bid_step using (bid_is_seen(bid_id));
create function panel_seat_is_seen(of_challenge uuid, of_round int, of_seat int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from panel_seat where (challenge_id, round, seat) = (of_challenge, of_round, of_seat) and (organisation = caller_organisation() or challenge_of_bureau(of_challenge)))
$$;
alter policy panel_leave_read on panel_leave using (panel_seat_is_seen(challenge_id, round, seat));
