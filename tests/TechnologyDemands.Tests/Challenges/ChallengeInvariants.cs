using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>How a challenge stands, and what must hold of it whatever was done, asked of the database in one statement that shares nothing with the service.</summary>
internal sealed class ChallengeInvariants
{
    private const string Select = """
        with whole as materialized (select * from challenge where challenge_id = @id),
             steps as materialized (select *, lag(state, 1, 'new') over (order by number) as before from challenge_step where challenge_id = @id),
             bids as materialized (select b.*, t.price_yuan, t.milestones, t.partners from bid b join bid_content t using (bid_id) where challenge_id = @id),
             bid_steps as materialized (select s.*, lag(s.state, 1, 'new') over (partition by s.bid_id order by s.number) as before from bid_step s join bids using (bid_id)),
             now_bids as materialized (select bids.* from bids join whole using (challenge_id, round)),
             draws as materialized (select d.* from panel_draw d where challenge_id = @id and (round, attempt) = (select round, max(attempt) from panel_draw where challenge_id = @id and round = (select round from whole) group by round)),
             live as materialized (select s.* from panel_seat s join draws using (challenge_id, round, attempt) where not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))),
             money as materialized (select b.bid_id, b.state, b.price_yuan, w.subsidy_yuan * b.price_yuan / (w.fund_yuan + w.subsidy_yuan) as bears, coalesce(sum(p.amount_yuan) filter (where kind <> 'clawback'), 0) as paid,
                                           coalesce(sum(p.amount_yuan) filter (where source = 'subsidy' and kind <> 'clawback'), 0) as subsidised, coalesce(sum(p.amount_yuan) filter (where kind = 'clawback'), 0) as back
                                    from bids b cross join whole w left join bid_payment p using (bid_id) group by b.bid_id, b.state, b.price_yuan, w.subsidy_yuan, w.fund_yuan),
             broken (what) as (
            select 'a gap between steps' from steps having count(*) <> max(number)
            union all select 'a gap between steps of a bid' from bid_steps group by bid_id having count(*) <> max(number)
            union all select 'a step that does not go on from the one before' from steps where from_state <> before
            union all select 'a step of a bid that does not go on from the one before' from bid_steps where from_state <> before
            union all select 'a state that is not that of the last step' from whole where (state, number) is distinct from (select (state, number) from steps order by number desc limit 1)
            union all select 'a bid whose state is not that of its last step' from bids b where state <> (select s.state from bid_steps s where s.bid_id = b.bid_id order by number desc limit 1)
            union all select 'published without being argued' from steps where state = 'published' and before not in ('argued', 'unawarded', 'failed')
            union all select 'without a reason' from steps where state in ('returned', 'unawarded', 'failed', 'ended') and cardinality(reason_codes) = 0
            union all select 'a bid that did not succeed without a reason' from bid_steps where state in ('rejected', 'not_awarded', 'dropped', 'eliminated', 'ended', 'failed', 'called_off') and cardinality(reason_codes) = 0
            union all select 'two live challenges of a need' from challenge where demand_id = (select demand_id from whole) and state not in ('ended', 'completed') having count(*) > 1
            union all select 'more subsidy than its share' from whole where subsidy_yuan > 0.3 * (fund_yuan + subsidy_yuan)
            union all select 'a bid of who posts' from bids, whole where bidder_code = enterprise_code
            union all select 'a price above the funds passed' from bids, whole where price_yuan > fund_yuan + subsidy_yuan and exists (select from bid_steps s where s.bid_id = bids.bid_id and s.state = 'passed')
            union all select 'an award that the whole panel has not scored' from now_bids b where state in ('awarded', 'signed', 'accepted', 'paid') and (
                (select count(*) from live join panel_score using (challenge_id, round, seat) where panel_score.bid_id = b.bid_id) <> (select seats from draws) or not exists (select from bid_result r where r.bid_id = b.bid_id))
            union all select 'an award below the minimum' from bids join bid_result using (bid_id) where state in ('awarded', 'signed', 'accepted', 'paid') and score < 60
            union all select 'more teams than wanted' from now_bids, whole where now_bids.state in ('awarded', 'signed', 'eliminated', 'ended', 'accepted', 'failed', 'paid') group by teams having count(*) > teams
            union all select 'a conflict on the panel' from live where organisation in (select enterprise_code from whole union select bidder_code from now_bids where state <> 'withdrawn'
                      union select partner ->> 'creditCode' from now_bids, jsonb_array_elements(partners) partner where state <> 'withdrawn')
            union all select 'two of an organisation on the panel' from live group by organisation having count(*) > 1
            union all select 'too few of industry' from live, draws where (select state from whole) in ('scoring', 'publicity', 'signing', 'in_progress') group by draws.from_industry having count(*) filter (where live.from_industry) < draws.from_industry
            union all select 'a panel that is not whole' from whole where state in ('scoring', 'publicity', 'signing', 'in_progress') and (select count(*) from live) <> (select seats from draws)
            union all select 'a draw that does not follow' from panel_draw d join panel_commitment c using (challenge_id, round) where challenge_id = @id and (encode(sha256(d.nonce::bytea), 'hex') <> c.nonce_sha256
                      or d.seed <> encode(sha256((d.nonce || ':' || d.bids_sha256 || ':' || d.attempt)::bytea), 'hex'))
            union all select 'signed before publicity was over' from bid_signature s join bids b using (bid_id) where s.at < (select max(until) from steps p where p.round = b.round and p.state = 'publicity')
            union all select 'a contract without three signatures' from bids b where state in ('signed', 'eliminated', 'ended', 'accepted', 'failed', 'paid') and (select count(*) from bid_signature s where s.bid_id = b.bid_id) < 3
            union all select 'an open objection while signing' from objection o join whole using (challenge_id, round) where whole.state in ('signing', 'in_progress', 'completed') and not exists (select from objection_ruling r where r.objection_id = o.objection_id)
            union all select 'at work with an award that waits' from whole, now_bids b where whole.state = 'in_progress' and b.state in ('sealed', 'passed', 'awarded')
            union all select 'a live bid in an ended challenge' from bids b, whole where whole.state = 'ended' and b.state in ('sealed', 'passed', 'awarded', 'signed', 'accepted')
            union all select 'a bid that was called off alone' from bids b, whole where whole.state <> 'ended' and b.state = 'called_off'
            union all select 'called off for another reason than the challenge' from bid_steps where state = 'called_off' and reason_codes <> (select reason_codes from steps order by number desc limit 1)
            union all select 'a seat that waits in an ended challenge' from panel_seat s, whole where s.challenge_id = @id and whole.state = 'ended'
                      and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
                      and not exists (select from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat))
            union all select 'a closed need whose challenge goes on' from demand join challenge c using (demand_id) where demand_id = (select demand_id from whole) and status = 'closed' and c.state not in ('ended', 'completed')
            union all select 'ended with a need that is not closed' from steps, whole join demand using (demand_id) where 'need_closed' = any(reason_codes) and demand.status <> 'closed'
            union all select 'completed without a paid team' from whole where state = 'completed' and not exists (select from now_bids where state = 'paid')
            union all select 'accepted below an indicator' from bids b join bid_acceptance a using (bid_id), whole, jsonb_array_elements(terms -> 'indicators') with ordinality i (it, place)
                      where b.state in ('accepted', 'paid') and (a.measurements -> (place::int - 1) ->> 'value')::numeric < (it ->> 'value')::numeric
            union all select 'paid above the contract' from money where paid > price_yuan
            union all select 'subsidised above its share' from money where subsidised > bears
            union all select 'taken back more than was given' from money where back > subsidised or (back > 0 and state not in ('failed', 'eliminated'))
            union all select 'paid without being accepted' from money where state = 'paid' and paid <> price_yuan
            union all select 'paid for a milestone that was not reached' from bid_payment p join bids using (bid_id) where kind = 'milestone'
                      and not exists (select from milestone_step m where m.bid_id = p.bid_id and m.milestone = p.milestone and m.act = 'reached')
            union all select 'paid for acceptance of a team that has none' from bid_payment p join bids b using (bid_id) where kind = 'acceptance' and b.state not in ('accepted', 'paid')
            union all select 'eliminated without a missed milestone' from bids b where state = 'eliminated' and not exists (select from milestone_step m where m.bid_id = b.bid_id and act = 'missed'))
        select whole.state as State, whole.number as Number, whole.round as Round, whole.until as Until,
               (select string_agg(what, '; ' order by what) from (select distinct what from broken) once) as Broken,
               (select md5(coalesce(string_agg(steps::text, '|' order by number), '')) from steps where number <= @known) as Known,
               (select md5(coalesce(string_agg(steps::text, '|' order by number), '')) from steps) as Whole,
               (select count(*) from bid_steps) as BidSteps,
               (select coalesce(string_agg(bidder_code || ' ' || bid_id || ' ' || state, ',' order by bid_id), '') from now_bids) as Bids,
               (select coalesce(string_agg(account || ' ' || organisation || ' ' || (exists (select from panel_score p where (p.challenge_id, p.round, p.seat) = (live.challenge_id, live.round, live.seat)))::int, ',' order by seat), '') from live) as Seats,
               (select coalesce(string_agg(objection_id::text, ',' order by objection_id), '') from objection o join whole using (challenge_id, round) where not exists (select from objection_ruling r where r.objection_id = o.objection_id)) as Objections,
               (select coalesce(string_agg(organisation, ',' order by organisation), '') from objection o join whole using (challenge_id, round)) as Objectors,
               (select coalesce(string_agg(s.bid_id || ' ' || party, ',' order by s.bid_id, party), '') from bid_signature s join now_bids using (bid_id)) as Signatures,
               (select coalesce(string_agg(m.bid_id || ' ' || milestone || ' ' || act, ',' order by m.bid_id, m.number), '') from milestone_step m join now_bids using (bid_id)) as Milestones,
               (select count(*) from bid_payment p join now_bids using (bid_id)) as Payments,
               (select status from demand join whole using (demand_id)) as Need
        from whole
        """;

    public string State { get; init; } = "";

    public int Number { get; init; }

    public int Round { get; init; }

    public DateTime? Until { get; init; }

    public string? Broken { get; init; }

    public string Known { get; init; } = "";

    public string Whole { get; init; } = "";

    public long BidSteps { get; init; }

    public string Bids { get; init; } = "";

    public string Seats { get; init; } = "";

    public string Objections { get; init; } = "";

    public string Objectors { get; init; } = "";

    public string Signatures { get; init; } = "";

    public string Milestones { get; init; } = "";

    public long Payments { get; init; }

    /// <summary>Where the need of the challenge stands.</summary>
    public string Need { get; init; } = "";

    /// <summary>All of it, to be compared.</summary>
    public string Everything => string.Join('|', State, Number, Round, Whole, BidSteps, Bids, Seats, Objections, Objectors, Signatures, Milestones, Payments, Need);

    /// <summary>Bids of the round: who, which and where it stands.</summary>
    public IReadOnlyList<(string Code, string Bid, string State)> AllBids => [.. Parts(Bids).Select(part => (part[0], part[1], part[2]))];

    /// <summary>Who sits, and whether they have scored.</summary>
    public IReadOnlyList<(string Account, string Organisation, bool HasScored)> AllSeats => [.. Parts(Seats).Select(part => (part[0], part[1], part[2] == "1"))];

    /// <summary>What was last said of a milestone; null for nothing.</summary>
    public string? LastOf(string bid, int milestone) => Parts(Milestones).LastOrDefault(part => part[0] == bid && part[1] == $"{milestone}")?[2];

    /// <summary>A team is under contract, and works or is about to.</summary>
    public bool IsContracted => State == "in_progress" || (State == "signing" && AllBids.Any(bid => bid.State == "signed"));

    public bool HasMissed(string bid) => Parts(Milestones).Any(part => part[0] == bid && part[2] == "missed");

    public bool HasSigned(string bid, string party) => Parts(Signatures).Any(part => part[0] == bid && part[1] == party);

    /// <summary>A connection that keeps the plan of the statement: making one takes several times as long as running it.</summary>
    public static async Task<NpgsqlConnection> Open(TestDatabase database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2, Options = "-c plan_cache_mode=force_generic_plan -c jit=off", Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<ChallengeInvariants> Of(TestDatabase database, Guid id, int known)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await Of(connection, id, known);
    }

    public static Task<ChallengeInvariants> Of(NpgsqlConnection connection, Guid id, int known) => connection.QuerySingleAsync<ChallengeInvariants>(Select, new { id, known });

    private static IEnumerable<string[]> Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(' '));
}
