using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>What must hold of bookings whatever was done, asked of the database without the functions that the service itself asks.</summary>
internal static class BookingInvariants
{
    // Slots lie on the half hours, and so do opening hours: what holds at each half hour holds between.
    private const string SelectBroken = """
        with live as (select * from instrument_booking where state in ('requested', 'confirmed', 'used')),
             step as (select booking_id, array_agg(state order by number) as states, array_agg(number order by number) as numbers, max(at) filter (where state = 'confirmed') as confirmed_at from booking_step group by booking_id)
        select 'two live bookings overlap' from live a join live b on a.instrument_id = b.instrument_id and a.booking_id < b.booking_id and lower(a.during) < upper(b.during) and lower(b.during) < upper(a.during)
        union
        select 'a live booking outside opening hours as they were' from live b
        cross join generate_series(lower(b.during), upper(b.during) - interval '30 minutes', interval '30 minutes') point
        cross join lateral (select * from instrument_hours h where h.instrument_id = b.instrument_id and h.valid_from <= point order by h.valid_from desc limit 1) h
        where to_char(point at time zone 'Asia/Shanghai', 'YYYY-MM-DD')::date = any (h.closed_days)
           or not exists (select from jsonb_array_elements(h.opening) o
                          where (o ->> 'weekday')::int = extract(isodow from point at time zone 'Asia/Shanghai')
                            and extract(hour from point at time zone 'Asia/Shanghai') * 60 + extract(minute from point at time zone 'Asia/Shanghai') between (o ->> 'from')::int and (o ->> 'to')::int - 30)
        union
        select 'a live booking in maintenance' from live b join instrument_outage o on o.instrument_id = b.instrument_id and lower(o.during) < upper(b.during) and coalesce(upper(o.during), 'infinity') > lower(b.during)
        union
        select 'used without being confirmed' from step where 'used' = any (states) and states <> '{requested,confirmed,used}'
        union
        select 'a way that there is not' from step where not (array_to_string(states, ' ') = any (array['requested', 'requested confirmed', 'requested declined', 'requested cancelled',
            'requested confirmed used', 'requested confirmed no_show', 'requested confirmed cancelled']))
        union
        select 'a gap between steps' from step where numbers <> array(select generate_series(1, cardinality(numbers)))
        union
        select 'a state that is not that of the last step' from instrument_booking b left join step s using (booking_id) where s.states is null or s.states[cardinality(s.states)] <> b.state or b.number <> cardinality(s.states)
        union
        select 'a wrong sum' from instrument_booking where state = 'used' and (sum_yuan is distinct from round(hours * price_yuan, 2) or hours <= 0 or hours > extract(epoch from upper(during) - lower(during)) / 3600)
        union
        select 'a sum without use' from instrument_booking where state <> 'used' and (sum_yuan is not null or hours is not null or quantity is not null)
        union
        select 'used before its end, or not come before its begin' from booking_step s join instrument_booking b using (booking_id) where (s.state = 'used' and s.at < upper(b.during)) or (s.state = 'no_show' and s.at < lower(b.during))
        union
        select 'cancelled by who booked after the begin' from booking_step s join instrument_booking b using (booking_id) where s.state = 'cancelled' and s.side = 'booker' and s.at >= lower(b.during)
        union
        select 'no reason, or one too many' from booking_step where (state in ('declined', 'cancelled')) <> (reason_code is not null)
        union
        select 'a price that was not the quote' from instrument_booking b join instrument i using (instrument_id) where b.price_yuan <> case when b.is_elsewhere then i.price_elsewhere_yuan else i.price_yuan end
        union
        select 'a region that is not elsewhere' from instrument_booking where is_elsewhere = (booker_region = instrument_region)
        """;

    // A digest of all that stands: when something was refused, nothing has changed.
    private const string SelectDigest = """
        select concat_ws('/', (select count(*) from instrument_booking), (select count(*) from booking_step), (select sum(revision) from instrument), (select count(*) from instrument_hours),
            (select md5(string_agg(o::text, ';' order by o::text)) from instrument_outage o))
        """;

    public static async Task<string> Broken(TestDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await Broken(connection);
    }

    public static async Task<string> Broken(NpgsqlConnection connection) => string.Join("; ", await connection.QueryAsync<string>(SelectBroken));

    public static Task<string> Digest(TestDatabase database) => database.Scalar<string>(SelectDigest);
}
