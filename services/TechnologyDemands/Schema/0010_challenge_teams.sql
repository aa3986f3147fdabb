-- What holds of objections, contracts, milestones, acceptance and money, and who sees what of a challenge.
create function objection_is_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from challenge c join bid b using (challenge_id, round)
                   where c.challenge_id = new.challenge_id and c.round = new.round and b.bid_id = new.bid_id and c.state = 'publicity' and new.at < c.until and b.state = 'awarded') then
        perform challenge_refuse('objection_open');
    end if;
    return new;
end $$;
create trigger objection_is_open before insert on objection for each row execute function objection_is_open();

create function bid_signature_is_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from bid b join challenge c using (challenge_id, round) join bid_content t using (bid_id)
                   where b.bid_id = new.bid_id and c.state = 'signing' and b.state = 'awarded' and new.at < b.until and t.price_yuan = new.amount_yuan
                     and (new.party <> 'enterprise' or new.organisation = c.enterprise_code) and (new.party <> 'team' or new.organisation = b.bidder_code)) then
        perform challenge_refuse('bid_signature_open');
    end if;
    if exists (select from bid_signature where bid_id = new.bid_id and contract_number <> new.contract_number) then
        perform challenge_refuse('bid_signature_number');
    end if;
    return new;
end $$;
create trigger bid_signature_is_open before insert on bid_signature for each row execute function bid_signature_is_open();

create function milestone_step_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    former text;
begin
    select act into former from milestone_step where bid_id = new.bid_id and milestone = new.milestone order by number desc limit 1;
    if not exists (select from bid b join challenge c using (challenge_id, round) join bid_content t using (bid_id)
                   where b.bid_id = new.bid_id and c.state = 'in_progress' and b.state = 'signed' and new.milestone between 1 and jsonb_array_length(t.milestones))
        or new.number <> 1 + (select count(*) from milestone_step where bid_id = new.bid_id)
        or former is not distinct from 'reached' or (new.act = 'reported') = (former is not distinct from 'reported') then
        perform challenge_refuse('milestone_step_order');
    end if;
    return new;
end $$;
create trigger milestone_step_follows before insert on milestone_step for each row execute function milestone_step_follows();

create function bid_acceptance_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from bid b join challenge c using (challenge_id, round) where b.bid_id = new.bid_id and c.state = 'in_progress' and b.state = 'signed')
        or new.met <> (select bool_and(indicator_is_met(i.indicator, (new.measurements -> (i.place::int - 1) ->> 'value')::numeric))
                       from bid b join challenge c using (challenge_id), jsonb_array_elements(c.terms -> 'indicators') with ordinality i (indicator, place) where b.bid_id = new.bid_id) then
        perform challenge_refuse('bid_acceptance_computed');
    end if;
    return new;
end $$;
create trigger bid_acceptance_follows before insert on bid_acceptance for each row execute function bid_acceptance_follows();

-- Nothing for a milestone that was not reached, no more than its share; nothing else before acceptance; never more than the contract, nor than its subsidy.
create function bid_payment_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    paid numeric;
    of_source numeric;
    of_milestone numeric;
    back numeric;
    price numeric;
    borne numeric;
    share numeric;
    of_bid bid;
begin
    select * into of_bid from bid where bid_id = new.bid_id for update;
    select t.price_yuan, contract_subsidy(t.price_yuan, c.fund_yuan, c.subsidy_yuan), (t.milestones -> (new.milestone - 1) ->> 'share')::numeric
        into price, borne, share from bid_content t, challenge c where t.bid_id = new.bid_id and c.challenge_id = of_bid.challenge_id;
    select coalesce(sum(amount_yuan) filter (where kind <> 'clawback'), 0), coalesce(sum(amount_yuan) filter (where kind <> 'clawback' and source = new.source), 0),
           coalesce(sum(amount_yuan) filter (where milestone = new.milestone), 0), coalesce(sum(amount_yuan) filter (where kind = 'clawback'), 0)
        into paid, of_source, of_milestone, back from bid_payment where bid_id = new.bid_id;
    if new.number <> 1 + (select count(*) from bid_payment where bid_id = new.bid_id) then
        perform challenge_refuse('bid_payment_order');
    elsif new.kind = 'clawback' and (of_bid.state not in ('failed', 'eliminated') or back + new.amount_yuan > of_source) then
        perform challenge_refuse('bid_clawback_bounds');
    elsif new.kind = 'milestone' and (of_bid.state not in ('signed', 'accepted') or share is null
        or not exists (select from milestone_step where bid_id = new.bid_id and milestone = new.milestone and act = 'reached')) then
        perform challenge_refuse('bid_payment_unreached');
    elsif new.kind = 'milestone' and of_milestone + new.amount_yuan > trunc(price * share / 100, 2) then
        perform challenge_refuse('bid_payment_bounds');
    elsif new.kind = 'acceptance' and of_bid.state <> 'accepted' then
        perform challenge_refuse('bid_payment_unaccepted');
    elsif new.kind <> 'clawback' and (paid + new.amount_yuan > price or of_source + new.amount_yuan > case new.source when 'subsidy' then borne else price - borne end) then
        perform challenge_refuse('bid_payment_bounds');
    end if;
    return new;
end $$;
create trigger bid_payment_follows before insert on bid_payment for each row execute function bid_payment_follows();

-- Who a caller is to a challenge.
create function challenge_of_bureau(of_challenge uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select caller_is('operator') or (caller_is('reviewer') and exists (select from challenge where challenge_id = of_challenge and caller_serves(region_code)))
$$;
create function challenge_of_poster(of_challenge uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from challenge where challenge_id = of_challenge and enterprise_code = caller_organisation())
$$;
create function bid_challenge(of_bid uuid) returns uuid language sql stable security definer set search_path = public, pg_temp as $$ select challenge_id from bid where bid_id = of_bid $$;
create function bid_of_caller(of_bid uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from bid where bid_id = of_bid and bidder_code = caller_organisation())
$$;
-- Content, price and score of another's bid: to the bureau once the round is closed, to whoever posts once all has been scored.
create function bid_is_open(of_bid uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from bid where bid_id = of_bid and (bidder_code = caller_organisation()
        or (challenge_of_bureau(challenge_id) and not bids_are_sealed(challenge_id, round)) or (challenge_of_poster(challenge_id) and challenge_is_scored(challenge_id, round))))
$$;
-- The secret of a draw: to the bureau, once bids are sealed for good.
create function panel_reveal(of_challenge uuid, of_round int) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select nonce from panel_nonce join challenge using (challenge_id, round)
    where challenge_id = of_challenge and round = of_round and state not in ('published') and challenge_of_bureau(of_challenge)
$$;
-- On how many panels a person sits or sat since a time; whoever draws counts all, not those of the own regions.
create function panel_reviews(of_account text, since timestamptz) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from panel_seat s where s.account = of_account and s.at >= since
       and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
$$;
-- Bids as the panel reads them: under letters, without names. To who has a seat, while scoring.
create function blind_bids(of_challenge uuid) returns table (letter text, bid_id uuid, proposal text, price_yuan numeric, milestones jsonb, criteria jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
    select case when place <= 26 then chr(64 + place::int) else 'Z' || place end, t.bid_id, t.blind_proposal, t.price_yuan, t.blind_milestones, d.criteria
    from challenge c join panel_draw d using (challenge_id, round), unnest(d.letters) with ordinality l (id, place) join bid_content t on t.bid_id = l.id
    where c.challenge_id = of_challenge and c.state = 'scoring' and d.attempt = panel_last_attempt(c.challenge_id, c.round)
      and exists (select from panel_seat s where s.challenge_id = c.challenge_id and s.round = c.round and s.attempt = d.attempt and s.organisation = caller_organisation()
                  and not exists (select from panel_leave x where (x.challenge_id, x.round, x.seat) = (s.challenge_id, s.round, s.seat)))
    order by place
$$;
-- What everybody may know of a panel and its awards.
create function panel_counts(of_challenge uuid) returns table (seats int, scored int) language sql stable security definer set search_path = public, pg_temp as $$
    select d.seats, (select count(distinct p.seat)::int from panel_score p join panel_seat s using (challenge_id, round, seat)
                     where p.challenge_id = d.challenge_id and p.round = d.round and s.attempt = d.attempt
                       and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (p.challenge_id, p.round, p.seat)))
    from challenge c join panel_draw d using (challenge_id, round)
    where c.challenge_id = of_challenge and d.attempt = panel_last_attempt(c.challenge_id, c.round) and (challenge_of_bureau(of_challenge) or challenge_of_poster(of_challenge))
$$;
create function panel_proof(of_challenge uuid) returns table (round int, attempt int, nonce_sha256 text, nonce text, bids_sha256 text, seed text, pool_sha256 text, seats int, from_industry int, drawn_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select round, attempt, nonce_sha256, nonce, bids_sha256, seed, pool_sha256, seats, from_industry, d.at
    from panel_commitment c left join panel_draw d using (challenge_id, round) where challenge_id = of_challenge and caller_organisation() is not null order by round, attempt
$$;
create function challenge_awards(of_challenge uuid) returns table (bid_id uuid, bidder_code text, rank int, score numeric, state text)
language sql stable security definer set search_path = public, pg_temp as $$
    select b.bid_id, b.bidder_code, r.rank, r.score, b.state from challenge c join bid b using (challenge_id, round) join bid_result r using (bid_id)
    where c.challenge_id = of_challenge and c.state in ('publicity', 'signing', 'in_progress', 'completed', 'failed') and caller_organisation() is not null
      and b.state not in ('not_awarded', 'dropped') order by r.rank
$$;

do $$
declare
    kept text;
begin
    foreach kept in array array['challenge_step', 'bid_step', 'panellist_conflict', 'panel_commitment', 'panel_nonce', 'panel_draw', 'panel_seat', 'panel_leave', 'panel_score', 'bid_result', 'objection',
                                'objection_ruling', 'bid_signature', 'milestone_step', 'bid_acceptance', 'bid_payment', 'challenge_transition', 'bid_transition'] loop
        execute format('create trigger %1$s_stays before update or delete on %1$s for each row execute function verification_refuse_change()', kept);
        execute format('create trigger %1$s_is_not_emptied before truncate on %1$s for each statement execute function verification_refuse_change()', kept);
        execute format('alter table %1$s enable always trigger %1$s_stays, enable always trigger %1$s_is_not_emptied', kept);
        execute format('revoke update, delete on %s from matchmaking_worker', kept);
    end loop;
    foreach kept in array array['challenge', 'challenge_step', 'bid', 'bid_content', 'bid_step', 'panellist', 'panellist_conflict', 'panel_commitment', 'panel_nonce', 'panel_draw', 'panel_seat', 'panel_leave',
                                'panel_score', 'bid_result', 'objection', 'objection_ruling', 'bid_signature', 'milestone_step', 'bid_acceptance', 'bid_payment', 'challenge_transition', 'bid_transition'] loop
        execute format('alter table %s enable row level security', kept);
        execute format('create policy %1$s_worker on %1$s to matchmaking_worker using (true)', kept);
    end loop;
    -- Parts of a bid: to whoever may read the bid, or its content.
    foreach kept in array array['bid_content', 'bid_result', 'bid_signature', 'milestone_step', 'bid_acceptance', 'bid_payment'] loop
        execute format('create policy %1$s_read on %1$s for select to matchmaking_api using (bid_is_open(bid_id))', kept);
    end loop;
    foreach kept in array array['challenge', 'challenge_step', 'bid', 'bid_content', 'bid_step', 'panellist', 'panellist_conflict', 'panel_commitment', 'panel_draw', 'panel_seat', 'panel_leave', 'panel_score',
                                'bid_result', 'objection', 'objection_ruling', 'bid_signature', 'milestone_step', 'bid_acceptance', 'bid_payment'] loop
        execute format('grant select on %s to matchmaking_api', kept);
    end loop;
end $$;
revoke all on function panel_conflicts(uuid, int), panel_bids_sha256(uuid, int) from public;
revoke update, delete on challenge, bid from matchmaking_worker;
revoke delete on bid_content, panellist from matchmaking_worker;
revoke insert, update, delete on challenge_transition, bid_transition from matchmaking_worker;
grant insert on challenge_step, bid_step, panellist_conflict, panel_commitment, panel_nonce, panel_draw, panel_seat, panel_leave, panel_score, objection, objection_ruling, bid_signature, milestone_step,
    bid_acceptance, bid_payment to matchmaking_api;
grant insert on bid to matchmaking_api;
grant insert, update (title, terms, fund_yuan, subsidy_yuan, subsidy_share, teams, ends_with_first) on challenge to matchmaking_api;
grant insert, update on bid_content, panellist to matchmaking_api;

create policy challenge_read on challenge for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(region_code)) or enterprise_code = (select caller_organisation())
    or ((select caller_organisation()) is not null and not (select caller_is('reviewer')) and state not in ('new', 'collected', 'returned', 'argued')));
create policy challenge_insert on challenge for insert to matchmaking_api
    with check (state = 'new' and number = 0 and (caller_is('operator') or (caller_is('enterprise') and enterprise_code = caller_organisation())));
create policy challenge_update on challenge for update to matchmaking_api using (caller_is('operator') or (caller_is('reviewer') and caller_serves(region_code)) or (caller_is('enterprise') and enterprise_code = caller_organisation()));
create policy challenge_step_read on challenge_step for select to matchmaking_api using (exists (select from challenge c where c.challenge_id = challenge_step.challenge_id));
create policy challenge_step_insert on challenge_step for insert to matchmaking_api with check (
    organisation = caller_organisation() and (challenge_of_bureau(challenge_id) or (challenge_of_poster(challenge_id) and state in ('collected', 'ended'))));

-- That there is a bid and by whom: sealed as its content, until the round is closed.
create policy bid_read on bid for select to matchmaking_api using (
    bidder_code = (select caller_organisation()) or (not bids_are_sealed(challenge_id, round) and (challenge_of_bureau(challenge_id) or challenge_of_poster(challenge_id))));
create policy bid_insert on bid for insert to matchmaking_api with check (state = 'new' and number = 0 and bidder_code = caller_organisation());
create policy bid_content_insert on bid_content for insert to matchmaking_api with check (bid_of_caller(bid_id));
create policy bid_content_update on bid_content for update to matchmaking_api using (bid_of_caller(bid_id));
create policy bid_step_read on bid_step for select to matchmaking_api using (exists (select from bid b where b.bid_id = bid_step.bid_id));
create policy bid_step_insert on bid_step for insert to matchmaking_api with check (organisation = caller_organisation() and (
    (bid_of_caller(bid_id) and state in ('sealed', 'withdrawn', 'dropped'))
    or (challenge_of_poster(bid_challenge(bid_id)) and state = 'dropped')
    or (challenge_of_bureau(bid_challenge(bid_id)) and state in ('passed', 'rejected', 'dropped', 'eliminated', 'accepted', 'failed'))));

create policy panellist_read on panellist for select to matchmaking_api using ((select caller_is_bureau()) or organisation = (select caller_organisation()));
create policy panellist_insert on panellist for insert to matchmaking_api with check (caller_is_bureau());
create policy panellist_update on panellist for update to matchmaking_api using (caller_is_bureau());
create policy panellist_conflict_read on panellist_conflict for select to matchmaking_api using (exists (select from panellist p where p.account = panellist_conflict.account));
create policy panellist_conflict_insert on panellist_conflict for insert to matchmaking_api with check (exists (select from panellist p where p.account = panellist_conflict.account));

create policy panel_commitment_read on panel_commitment for select to matchmaking_api using (exists (select from challenge c where c.challenge_id = panel_commitment.challenge_id));
create policy panel_commitment_insert on panel_commitment for insert to matchmaking_api with check (challenge_of_bureau(challenge_id));
create policy panel_nonce_insert on panel_nonce for insert to matchmaking_api with check (challenge_of_bureau(challenge_id));
create policy panel_draw_read on panel_draw for select to matchmaking_api using (challenge_of_bureau(challenge_id));
create policy panel_draw_insert on panel_draw for insert to matchmaking_api with check (challenge_of_bureau(challenge_id) and organisation = caller_organisation());
create policy panel_seat_read on panel_seat for select to matchmaking_api using (organisation = (select caller_organisation()) or challenge_of_bureau(challenge_id));
create policy panel_seat_insert on panel_seat for insert to matchmaking_api with check (challenge_of_bureau(challenge_id));
create policy panel_leave_read on panel_leave for select to matchmaking_api using (exists (select from panel_seat s where (s.challenge_id, s.round, s.seat) = (panel_leave.challenge_id, panel_leave.round, panel_leave.seat)));
create policy panel_leave_insert on panel_leave for insert to matchmaking_api with check (
    exists (select from panel_seat s where (s.challenge_id, s.round, s.seat) = (panel_leave.challenge_id, panel_leave.round, panel_leave.seat) and s.organisation = caller_organisation()));
-- Nobody reads another's scores before all are in; afterwards the bureau does.
create policy panel_score_read on panel_score for select to matchmaking_api using (
    exists (select from panel_seat s where (s.challenge_id, s.round, s.seat) = (panel_score.challenge_id, panel_score.round, panel_score.seat) and s.organisation = caller_organisation())
    or (challenge_of_bureau(challenge_id) and panel_is_complete(challenge_id, round)));
create policy panel_score_insert on panel_score for insert to matchmaking_api with check (
    exists (select from panel_seat s where (s.challenge_id, s.round, s.seat) = (panel_score.challenge_id, panel_score.round, panel_score.seat) and s.organisation = caller_organisation()));

create policy objection_read on objection for select to matchmaking_api using (organisation = (select caller_organisation()) or challenge_of_bureau(challenge_id));
create policy objection_insert on objection for insert to matchmaking_api with check (organisation = caller_organisation());
create policy objection_ruling_read on objection_ruling for select to matchmaking_api using (exists (select from objection o where o.objection_id = objection_ruling.objection_id));
create policy objection_ruling_insert on objection_ruling for insert to matchmaking_api with check (
    organisation = caller_organisation() and exists (select from objection o where o.objection_id = objection_ruling.objection_id and challenge_of_bureau(o.challenge_id)));
create policy bid_signature_insert on bid_signature for insert to matchmaking_api with check (organisation = caller_organisation() and case party
    when 'enterprise' then challenge_of_poster(bid_challenge(bid_id)) when 'team' then bid_of_caller(bid_id) else challenge_of_bureau(bid_challenge(bid_id)) end);
create policy milestone_step_insert on milestone_step for insert to matchmaking_api with check (
    organisation = caller_organisation() and case act when 'reported' then bid_of_caller(bid_id) else challenge_of_bureau(bid_challenge(bid_id)) end);
create policy bid_acceptance_insert on bid_acceptance for insert to matchmaking_api with check (organisation = caller_organisation() and challenge_of_bureau(bid_challenge(bid_id)));
create policy bid_payment_insert on bid_payment for insert to matchmaking_api with check (organisation = caller_organisation()
    and (challenge_of_bureau(bid_challenge(bid_id)) or (source = 'enterprise' and kind <> 'clawback' and challenge_of_poster(bid_challenge(bid_id)))));
