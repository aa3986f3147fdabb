-- Shared instruments, pilot lines and platforms (大型仪器、中试线、平台). The key of a booking joins an id with a range: btree_gist is trusted, so the owner of the database creates it.
create extension if not exists btree_gist;

-- Where organisations have their seat, as far as a bureau approved them here.
create table organisation_seat (
    credit_code text constraint organisation_seat_once primary key,
    region_code text not null,
    revision bigint not null
);

create table instrument (
    instrument_id uuid constraint instrument_once primary key,
    owner_code text not null,
    owner_kind text not null,
    -- An institute that owns something is registered here.
    institute_code text generated always as (case when owner_kind = 'institute' then owner_code end) stored constraint instrument_institute references institute,
    kind text not null,
    platform_kind text,
    name text not null,
    english_name text,
    model text,
    region_code text not null,
    fields text[] not null,
    indicators text,
    sample_requirements text,
    service_days int,
    value_yuan numeric(14, 2) not null,
    bought_on date,
    price_yuan numeric(12, 2) not null,
    price_elsewhere_yuan numeric(12, 2),
    price_unit text not null,
    lead_hours int not null,
    -- Letters and digits of the normalised name, English name and model: what is searched.
    search_key text not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    field_prefixes text[] generated always as (code_prefixes(fields)) stored,
    constraint instrument_of_owner unique (owner_code, instrument_id),
    constraint instrument_owner_kind check (owner_kind in ('institute', 'enterprise')),
    constraint instrument_kind check (kind in ('instrument', 'pilot_line', 'platform')),
    constraint instrument_platform_kind check ((kind = 'platform') = (platform_kind is not null)),
    constraint instrument_money check (value_yuan between 0 and 10000000000 and price_yuan between 0 and 100000000 and price_elsewhere_yuan between 0 and 100000000),
    constraint instrument_price_unit check (price_unit in ('hour', 'day', 'sample', 'batch')),
    constraint instrument_times check (lead_hours between 0 and 2160 and service_days between 0 and 366)
);
create index instrument_by_region on instrument (region_code text_pattern_ops, instrument_id);
create index instrument_by_field on instrument using gin (field_prefixes);

-- When it is open, by versions that nobody changes: a period of the past comes out the same however often hours change later.
-- opening: [{"weekday": 1 to 7 from Monday, "from": minute of the day, "to": minute, up to 1440}], in local time.
create table instrument_hours (
    owner_code text not null,
    instrument_id uuid not null,
    valid_from timestamptz not null,
    opening jsonb not null,
    closed_days date[] not null,
    constraint instrument_hours_once primary key (instrument_id, valid_from),
    constraint instrument_hours_instrument foreign key (owner_code, instrument_id) references instrument (owner_code, instrument_id)
);

-- When it is not to be had although it would be open. What is over stays.
create table instrument_outage (
    owner_code text not null,
    instrument_id uuid not null,
    kind text not null,
    during tstzrange not null,
    constraint instrument_outage_instrument foreign key (owner_code, instrument_id) references instrument (owner_code, instrument_id),
    constraint instrument_outage_kind check (kind = 'maintenance' or (kind = 'retired' and upper_inf(during))),
    constraint instrument_outage_bounds check (not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during)),
    constraint instrument_outage_once exclude using gist (instrument_id with =, during with &&)
);

create table booking_transition (
    from_state text not null,
    state text not null,
    constraint booking_transition_once primary key (from_state, state)
);
insert into booking_transition (from_state, state) values
    ('new', 'requested'), ('requested', 'confirmed'), ('requested', 'declined'), ('requested', 'cancelled'), ('confirmed', 'used'), ('confirmed', 'no_show'), ('confirmed', 'cancelled');

create table instrument_booking (
    booking_id uuid constraint booking_once primary key,
    instrument_id uuid not null,
    owner_code text not null,
    booker_code text not null,
    instrument_region text not null,
    booker_region text not null,
    during tstzrange not null,
    -- As quoted when it was asked for.
    price_yuan numeric(12, 2) not null,
    price_unit text not null,
    is_elsewhere boolean not null,
    state text not null default 'new',
    number int not null default 0,
    reason_code text,
    -- Machine hours measured, and how many units of the price were used.
    hours numeric(8, 2),
    quantity numeric(10, 2),
    sum_yuan numeric(16, 2) generated always as (round(quantity * price_yuan, 2)) stored,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint booking_instrument foreign key (owner_code, instrument_id) references instrument (owner_code, instrument_id),
    constraint booking_bounds check (not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during) and not upper_inf(during)),
    constraint booking_use check ((state = 'used') = (hours is not null) and (state = 'used') = (quantity is not null) and (price_unit <> 'hour' or quantity = hours)),
    constraint booking_hours check (hours > 0 and quantity > 0 and hours * 3600 <= extract(epoch from upper(during) - lower(during))),
    constraint booking_reason check ((state in ('declined', 'cancelled')) = (reason_code is not null)),
    -- 不重叠: the database itself holds it, whoever writes.
    constraint booking_free exclude using gist (instrument_id with =, during with &&) where (state in ('requested', 'confirmed', 'used'))
);
create index booking_by_instrument on instrument_booking (instrument_id, booking_id);
create index booking_by_owner on instrument_booking (owner_code, booking_id);
create index booking_by_booker on instrument_booking (booker_code, booking_id);

-- What was done. Nobody changes a step; how a booking stands, the steps alone say: a trigger writes it down.
create table booking_step (
    booking_id uuid not null constraint booking_step_booking references instrument_booking,
    number int not null,
    from_state text not null,
    state text not null,
    reason_code text,
    hours numeric(8, 2),
    quantity numeric(10, 2),
    -- booker, or owner.
    side text not null,
    organisation text not null,
    -- Null once the account was erased.
    account text,
    at timestamptz not null,
    constraint booking_step_number primary key (booking_id, number),
    constraint booking_step_side check (side in ('booker', 'owner') and (side = 'owner' or state in ('requested', 'cancelled'))),
    constraint booking_step_transition foreign key (from_state, state) references booking_transition
);
create index booking_step_by_account on booking_step (account) where account is not null;

create function instrument_refuse(rule text) returns void language plpgsql as $$
begin
    raise exception 'Refused by %.', rule using errcode = 'check_violation', constraint = rule;
end $$;

-- One after another: whatever changes an instrument or its bookings has its turn until the transaction ends. A seed for the lock's number, which is made of it and of the instrument.
create function instrument_turn(of_instrument uuid) returns void language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended(of_instrument::text, 7226015530210))
$$;

-- The opening hours of a period: each version of hours as long as it holds, without the days that are closed, without maintenance and retirement. Empty before the instrument was registered.
create function instrument_open(of_instrument uuid, period tstzrange) returns tstzmultirange language sql stable security definer set search_path = public, pg_temp as $$
    with version as (
        select opening, closed_days, tstzrange(valid_from, lead(valid_from) over (order by valid_from)) * period as valid from instrument_hours where instrument_id = of_instrument
    ), part as (
        select valid * tstzrange((day + make_interval(mins => hours."from")) at time zone 'Asia/Shanghai', (day + make_interval(mins => hours."to")) at time zone 'Asia/Shanghai') as open
        from version
        cross join generate_series((lower(valid) at time zone 'Asia/Shanghai')::date::timestamp, (upper(valid) at time zone 'Asia/Shanghai')::date::timestamp, interval '1 day') day
        cross join jsonb_to_recordset(opening) as hours(weekday int, "from" int, "to" int)
        where not isempty(valid) and hours.weekday = extract(isodow from day) and day::date <> all (closed_days)
    )
    select coalesce((select range_agg(open) from part where not isempty(open)), '{}')
        - coalesce((select range_agg(during) from instrument_outage where instrument_id = of_instrument and during && period), '{}')
$$;

-- When it is taken, by whom is not told.
create function instrument_taken(of_instrument uuid, period tstzrange) returns tstzmultirange language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(range_agg(during * period), '{}') from instrument_booking where instrument_id = of_instrument and during && period and state in ('requested', 'confirmed', 'used')
$$;

create function multirange_hours(of_ranges tstzmultirange) returns numeric language sql immutable parallel safe as $$
    select coalesce(sum(extract(epoch from upper(part) - lower(part))), 0) / 3600 from unnest(of_ranges) part
$$;

-- 使用率 of each instrument in a period. Hours of a booking that reaches over the end of the period count by the share of its time that lies within; a use counts where it begins.
create function instrument_use(ids uuid[], period tstzrange)
    returns table (instrument_id uuid, available_hours numeric, used_hours numeric, elsewhere_hours numeric, uses bigint, elsewhere_uses bigint, organisations bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select asked.id, multirange_hours(instrument_open(asked.id, period)), coalesce(used.hours, 0), coalesce(used.elsewhere, 0), coalesce(used.uses, 0), coalesce(used.elsewhere_uses, 0), coalesce(used.organisations, 0)
    from unnest(ids) asked (id)
    left join lateral (
        select sum(within.hours) as hours, sum(within.hours) filter (where b.is_elsewhere) as elsewhere,
               count(*) filter (where period @> lower(b.during)) as uses, count(*) filter (where period @> lower(b.during) and b.is_elsewhere) as elsewhere_uses,
               count(distinct b.booker_code) filter (where period @> lower(b.during)) as organisations
        from instrument_booking b
        cross join lateral (select b.hours * extract(epoch from upper(b.during * period) - lower(b.during * period)) / extract(epoch from upper(b.during) - lower(b.during)) as hours) within
        where b.instrument_id = asked.id and b.state = 'used' and b.during && period
    ) used on true
$$;

create function booking_step_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    former instrument_booking;
begin
    select * into former from instrument_booking where booking_id = new.booking_id for update;
    if new.number <> former.number + 1 or new.from_state <> former.state then
        perform instrument_refuse('booking_step_order');
    end if;
    if new.organisation <> (case new.side when 'owner' then former.owner_code else former.booker_code end) then
        perform instrument_refuse('booking_step_organisation');
    end if;
    if new.state = 'requested' then
        perform instrument_turn(former.instrument_id);
        if lower(former.during) < new.at or not instrument_open(former.instrument_id, former.during) @> former.during then
            perform instrument_refuse('booking_open');
        end if;
    end if;
    if (new.state = 'confirmed' and new.at >= upper(former.during)) or (new.state = 'used' and new.at < upper(former.during)) or (new.state = 'no_show' and new.at < lower(former.during))
        or (new.state = 'cancelled' and new.side = 'booker' and new.at >= lower(former.during)) then
        perform instrument_refuse('booking_time');
    end if;
    update instrument_booking set state = new.state, number = new.number, reason_code = new.reason_code, hours = new.hours, quantity = new.quantity, updated_at = new.at
    where booking_id = new.booking_id;
    return new;
end $$;
create trigger booking_step_follows before insert on booking_step for each row execute function booking_step_follows();

-- At the commit, when what was in the way has been cancelled: no live booking lies in an outage, and none outside the hours that hold from now on.
create function instrument_stays_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from instrument_booking b where b.instrument_id = new.instrument_id and b.state in ('requested', 'confirmed')
        and case tg_table_name when 'instrument_outage' then b.during && (to_jsonb(new) ->> 'during')::tstzrange
            else upper(b.during) > (to_jsonb(new) ->> 'valid_from')::timestamptz
                and not instrument_open(b.instrument_id, b.during) @> (b.during * tstzrange((to_jsonb(new) ->> 'valid_from')::timestamptz, null)) end) then
        perform instrument_refuse(tg_table_name || '_free');
    end if;
    return null;
end $$;
create constraint trigger instrument_hours_free after insert on instrument_hours deferrable initially deferred for each row execute function instrument_stays_free();
create constraint trigger instrument_outage_free after insert or update on instrument_outage deferrable initially deferred for each row execute function instrument_stays_free();

-- Versions follow each other in time.
create function instrument_hours_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from instrument_hours h where h.instrument_id = new.instrument_id and h.valid_from >= new.valid_from) then
        perform instrument_refuse('instrument_hours_order');
    end if;
    return new;
end $$;
create trigger instrument_hours_follow before insert on instrument_hours for each row execute function instrument_hours_follow();
