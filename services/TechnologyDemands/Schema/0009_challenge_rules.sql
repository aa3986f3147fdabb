-- What holds of challenges, whatever the service forgets. Functions of the owner: triggers judge by all rows, whoever writes.
create function challenge_refuse(rule text) returns void language plpgsql as $$
begin
    raise exception 'Refused: %', rule using errcode = 'check_violation', constraint = rule;
end $$;

-- Bids of the round that stands open are sealed.
create function bids_are_sealed(of_challenge uuid, of_round int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from challenge where challenge_id = of_challenge and round = of_round and state = 'published')
$$;
create function panel_last_attempt(of_challenge uuid, of_round int) returns int language sql stable security definer set search_path = public, pg_temp as $$
    select max(attempt) from panel_draw where challenge_id = of_challenge and round = of_round
$$;
-- All seats of the last draw are taken, and whoever sits there has scored every bid.
create function panel_is_complete(of_challenge uuid, of_round int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((
        select count(*) = d.seats and bool_and(cardinality(d.letters) = (select count(*) from panel_score p where p.challenge_id = s.challenge_id and p.round = s.round and p.seat = s.seat))
        from panel_draw d join panel_seat s using (challenge_id, round, attempt)
        where d.challenge_id = of_challenge and d.round = of_round and d.attempt = panel_last_attempt(of_challenge, of_round)
          and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
        group by d.seats), false)
$$;
create function challenge_is_scored(of_challenge uuid, of_round int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from bid_result where challenge_id = of_challenge and round = of_round)
$$;
-- What the subsidy bears of a contract; the enterprise bears the rest.
create function contract_subsidy(price numeric, fund numeric, subsidy numeric) returns numeric language sql immutable parallel safe as $$
    select least(subsidy, trunc(price * subsidy / (fund + subsidy), 2))
$$;
create function indicator_is_met(indicator jsonb, measured numeric) returns boolean language sql immutable parallel safe as $$
    select coalesce(case indicator ->> 'relation'
        when '>=' then measured >= (indicator ->> 'value')::numeric when '<=' then measured <= (indicator ->> 'value')::numeric
        when '>' then measured > (indicator ->> 'value')::numeric when '<' then measured < (indicator ->> 'value')::numeric
        when '=' then measured = (indicator ->> 'value')::numeric
        when 'range' then measured between (indicator ->> 'value')::numeric and (indicator ->> 'upper')::numeric end, false)
$$;

create function challenge_step_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    former challenge;
begin
    select * into former from challenge where challenge_id = new.challenge_id for update;
    if new.number <> former.number + 1 or new.from_state <> former.state
        or new.round <> former.round + (new.state = 'published' and former.state in ('unawarded', 'failed'))::int
        or (new.state in ('published', 'scoring', 'publicity', 'signing')) <> (new.until is not null) then
        perform challenge_refuse('challenge_step_order');
    end if;
    if former.state in ('published', 'publicity') and new.state in ('checking', 'unawarded', 'signing') and new.at < former.until
        and not (former.state = 'publicity' and new.state = 'unawarded') then
        perform challenge_refuse('challenge_step_too_early');
    end if;
    if new.state = 'published' and not exists (select from panel_commitment where challenge_id = new.challenge_id and round = new.round) then
        perform challenge_refuse('challenge_without_commitment');
    end if;
    if new.state = 'publicity' and not panel_is_complete(new.challenge_id, new.round) then
        perform challenge_refuse('challenge_without_panel');
    end if;
    if new.state = 'signing' and exists (select from objection o left join objection_ruling r using (objection_id) where o.challenge_id = new.challenge_id and o.round = new.round and r is null) then
        perform challenge_refuse('challenge_with_objection');
    end if;
    if new.state = 'completed' and not exists (select from bid where challenge_id = new.challenge_id and round = new.round and state = 'paid') then
        perform challenge_refuse('challenge_unpaid');
    end if;
    update challenge set state = new.state, round = new.round, number = new.number, until = new.until, updated_at = new.at where challenge_id = new.challenge_id;
    return new;
end $$;
create trigger challenge_step_follows before insert on challenge_step for each row execute function challenge_step_follows();

-- What is argued and published stays as it is; only the owner's trigger above moves the state.
create function challenge_terms_stay() returns trigger language plpgsql as $$
begin
    if (new.challenge_id, new.demand_id, new.enterprise_code, new.region_code) is distinct from (old.challenge_id, old.demand_id, old.enterprise_code, old.region_code)
        or ((new.title, new.terms, new.fund_yuan, new.subsidy_yuan, new.subsidy_share, new.teams) is distinct from (old.title, old.terms, old.fund_yuan, old.subsidy_yuan, old.subsidy_share, old.teams)
            and old.state not in ('collected', 'returned'))
        or (new.ends_with_first <> old.ends_with_first and old.state not in ('argued', 'unawarded', 'failed')) then
        perform challenge_refuse('challenge_terms');
    end if;
    return new;
end $$;
create trigger challenge_terms_stay before update on challenge for each row execute function challenge_terms_stay();

create function bid_step_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    former bid;
    whole challenge;
begin
    select * into former from bid where bid_id = new.bid_id for update;
    select * into whole from challenge where challenge_id = former.challenge_id;
    if new.number <> former.number + 1 or new.from_state <> former.state or former.round <> whole.round then
        perform challenge_refuse('bid_step_order');
    end if;
    if (new.state in ('sealed', 'withdrawn') and (whole.state <> 'published' or new.at >= whole.until or former.bidder_code = whole.enterprise_code))
        or (new.state in ('passed', 'rejected') and whole.state <> 'checking')
        or (new.state = 'awarded' and whole.state not in ('scoring', 'publicity', 'signing'))
        or (new.state = 'signed' and whole.state <> 'signing')
        or (new.state in ('eliminated', 'ended', 'accepted', 'failed', 'paid') and whole.state <> 'in_progress') then
        perform challenge_refuse('bid_step_state');
    end if;
    if new.state = 'passed' and exists (select from bid_content where bid_id = new.bid_id and price_yuan > whole.fund_yuan + whole.subsidy_yuan) then
        perform challenge_refuse('bid_price_above_funds');
    end if;
    if new.state = 'awarded' and not (panel_is_complete(former.challenge_id, former.round) and exists (select from bid_result where bid_id = new.bid_id)) then
        perform challenge_refuse('bid_awarded_unscored');
    end if;
    if new.state = 'signed' and (select count(*) from bid_signature where bid_id = new.bid_id) < 3 then
        perform challenge_refuse('bid_signed_by_three');
    end if;
    if new.state = 'eliminated' and not exists (select from milestone_step where bid_id = new.bid_id and act = 'missed') then
        perform challenge_refuse('bid_eliminated_without_cause');
    end if;
    if (new.state = 'accepted' or (new.state = 'failed' and new.from_state = 'signed'))
        and not exists (select from bid_acceptance where bid_id = new.bid_id and met = (new.state = 'accepted')) then
        perform challenge_refuse('bid_accepted_unmeasured');
    end if;
    if new.state = 'paid' and (select coalesce(sum(amount_yuan), 0) from bid_payment where bid_id = new.bid_id and kind <> 'clawback')
        <> (select price_yuan from bid_content where bid_id = new.bid_id) then
        perform challenge_refuse('bid_paid_in_part');
    end if;
    update bid set state = new.state, number = new.number, until = new.until where bid_id = new.bid_id;
    return new;
end $$;
create trigger bid_step_follows before insert on bid_step for each row execute function bid_step_follows();

-- The seal: what is bid changes while the round stands open and not afterwards. A name that is erased is the one thing that goes later.
create function bid_content_is_sealed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    of_bid bid;
begin
    select * into of_bid from bid where bid_id = new.bid_id;
    if not bids_are_sealed(of_bid.challenge_id, of_bid.round)
        and (tg_op = 'INSERT' or (new.bid_id, new.price_yuan, new.digest, new.organisation_name, jsonb_path_query_array(new.milestones, '$[*].share'), new.partners)
                                 is distinct from (old.bid_id, old.price_yuan, old.digest, old.organisation_name, jsonb_path_query_array(old.milestones, '$[*].share'), old.partners)) then
        perform challenge_refuse('bid_content_sealed');
    end if;
    return new;
end $$;
create trigger bid_content_is_sealed before insert or update on bid_content for each row execute function bid_content_is_sealed();

create function panel_nonce_is_committed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from panel_commitment c where c.challenge_id = new.challenge_id and c.round = new.round and c.nonce_sha256 = encode(sha256(convert_to(new.nonce, 'UTF8')), 'hex')) then
        perform challenge_refuse('panel_nonce_committed');
    end if;
    return new;
end $$;
create trigger panel_nonce_is_committed before insert on panel_nonce for each row execute function panel_nonce_is_committed();

-- A draw follows from the secret, the bids as they were sealed, and the pool: nobody chose anything.
create function panel_bids_sha256(of_challenge uuid, of_round int) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(coalesce(string_agg(bid_id || ':' || digest, E'\n' order by bid_id), ''), 'UTF8')), 'hex')
    from bid join bid_content using (bid_id) where challenge_id = of_challenge and round = of_round and state <> 'withdrawn'
$$;
create function panel_draw_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from challenge where challenge_id = new.challenge_id and round = new.round and state = 'checking')
        or not exists (select from panel_nonce where challenge_id = new.challenge_id and round = new.round and nonce = new.nonce)
        or new.attempt <> coalesce(panel_last_attempt(new.challenge_id, new.round), 0) + 1
        or new.bids_sha256 <> panel_bids_sha256(new.challenge_id, new.round)
        or new.seed <> encode(sha256(convert_to(new.nonce || ':' || new.bids_sha256 || ':' || new.attempt, 'UTF8')), 'hex')
        or new.pool_sha256 <> encode(sha256(convert_to(new.pool_text, 'UTF8')), 'hex')
        or new.pool_text is distinct from (select string_agg(concat_ws(' ', p.account, p.organisation, case p."fromIndustry" when true then 'industry' else 'other' end), E'\n' order by p.account collate "C")
                                           from jsonb_to_recordset(new.pool) p (account text, organisation text, "fromIndustry" boolean))
        or new.drawn_order is distinct from (select array_agg(p.account order by encode(sha256(convert_to(new.seed || ':' || p.account, 'UTF8')), 'hex') collate "C")
                                             from jsonb_to_recordset(new.pool) p (account text))
        or new.letters is distinct from (select array_agg(bid_id order by encode(sha256(convert_to(new.seed || ':' || bid_id, 'UTF8')), 'hex') collate "C")
                                         from bid where challenge_id = new.challenge_id and round = new.round and state = 'passed') then
        perform challenge_refuse('panel_draw_order');
    end if;
    return new;
end $$;
create trigger panel_draw_follows before insert on panel_draw for each row execute function panel_draw_follows();

-- 回避: whoever belongs to the poster, a bidder or a partner, or has declared a conflict with one of them, never sits; one of an organisation at most.
create function panel_conflicts(of_challenge uuid, of_round int) returns setof text language sql stable security definer set search_path = public, pg_temp as $$
    select enterprise_code from challenge where challenge_id = of_challenge
    union select bidder_code from bid where challenge_id = of_challenge and round = of_round and state <> 'withdrawn'
    union select partner ->> 'creditCode' from bid join bid_content using (bid_id), jsonb_array_elements(partners) partner
          where challenge_id = of_challenge and round = of_round and state <> 'withdrawn'
$$;
create function panel_seat_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from challenge where challenge_id = new.challenge_id and round = new.round and state in ('checking', 'scoring'))
        or new.attempt <> panel_last_attempt(new.challenge_id, new.round)
        or not exists (select from panel_draw d, jsonb_to_recordset(d.pool) p (account text, organisation text, "fromIndustry" boolean)
                       where (d.challenge_id, d.round, d.attempt) = (new.challenge_id, new.round, new.attempt)
                         and (p.account, p.organisation, p."fromIndustry") = (new.account, new.organisation, new.from_industry)) then
        perform challenge_refuse('panel_seat_drawn');
    end if;
    if exists (select from panel_conflicts(new.challenge_id, new.round) c (organisation)
               where c.organisation = new.organisation or c.organisation in (select organisation from panellist_conflict where account = new.account)) then
        perform challenge_refuse('panel_seat_conflict');
    end if;
    if exists (select from panel_seat s where s.challenge_id = new.challenge_id and s.round = new.round and s.attempt = new.attempt and s.organisation = new.organisation
               and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))) then
        perform challenge_refuse('panel_seat_one_of_organisation');
    end if;
    return new;
end $$;
create trigger panel_seat_is_free before insert on panel_seat for each row execute function panel_seat_is_free();

create function panel_score_is_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from challenge c join panel_seat s using (challenge_id, round) join panel_draw d using (challenge_id, round, attempt)
                   where c.challenge_id = new.challenge_id and c.round = new.round and c.state = 'scoring' and s.seat = new.seat and new.at < s.score_until and new.bid_id = any(d.letters)
                     and s.attempt = panel_last_attempt(c.challenge_id, c.round))
        or exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (new.challenge_id, new.round, new.seat)) then
        perform challenge_refuse('panel_score_open');
    end if;
    return new;
end $$;
create trigger panel_score_is_open before insert on panel_score for each row execute function panel_score_is_open();
