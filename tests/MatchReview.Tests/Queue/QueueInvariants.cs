using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>What holds of the matches of a demand after every command.</summary>
internal static class QueueInvariants
{
    // What stands in the database is what the model says, and no more.
    private const string SelectState = """
        select m.match_id as Id, m.status as Status, coalesce(m.decision_number, 0) as Number, m.list_number as List, case when m.claimed_until > @Now then m.claimed_by end as Claim, m.opinions::int as Opinions
        from match m where m.demand_id = @Demand order by m.match_id
        """;

    private const string SelectBroken = """
        select concat_ws(', ',
            case when exists (select from match m where m.demand_id = @Demand and coalesce(m.decision_number, 0) <> (select count(*) from match_decision d where d.match_id = m.match_id)) then 'a decision is missing or doubled' end,
            case when exists (select from match m join match_decision d using (match_id) where m.demand_id = @Demand and d.number < m.decision_number and d.decision <> 'held') then 'something follows a final decision' end,
            case when exists (select from match m join match_decision d on d.match_id = m.match_id and d.number = m.decision_number
                              where m.demand_id = @Demand and (d.decision, d.reviewer, d.decided_at, d.remind_at) is distinct from (m.status, m.reviewer, m.decided_at, m.remind_at)) then 'the newest decision does not stand' end,
            case when exists (select from match_decision d join match m using (match_id) join match_decision before on before.match_id = d.match_id and before.number = d.number - 1
                              where m.demand_id = @Demand and d.decided_at <= before.decided_at) then 'a later decision is not later' end,
            case when exists (select from match m where m.demand_id = @Demand and m.opinions <> (select count(*) from match_opinion o where o.match_id = m.match_id and o.round = coalesce(m.decision_number, 0) + 1)) then 'opinions are miscounted' end,
            case when exists (select from match_opinion o join match m using (match_id) where m.demand_id = @Demand and o.round <= m.decision_number group by o.match_id, o.round having count(*) <> 2) then 'one person decided for two' end,
            case when exists (select from match_decision d join match m using (match_id) where m.demand_id = @Demand
                              and (select count(distinct o.decision) from match_opinion o where o.match_id = d.match_id and o.round = d.number) = 2
                              and d.subject in (select o.subject from match_opinion o where o.match_id = d.match_id and o.round = d.number)) then 'who disagreed decided' end,
            case when exists (select from match_decision d join match m using (match_id) join match_opinion o on o.match_id = d.match_id and o.round = d.number where m.demand_id = @Demand
                              and d.subject in (select x.subject from match_opinion x where x.match_id = d.match_id and x.round = d.number) and o.decision <> d.decision) then 'an agreement says something else' end,
            case when exists (select from match m where m.demand_id = @Demand and m.escalated_at is not null and m.escalated_at < m.due_at) then 'escalated before it was due' end,
            case when exists (select from match m join departed_match using (match_id) where m.demand_id = @Demand) then 'here and gone' end)
        """;

    /// <summary>Connections that ask ten thousand times and plan once.</summary>
    public static NpgsqlDataSource Open(TestDatabase database) => NpgsqlDataSource.Create(database.ConnectionString + ";Max Auto Prepare=10;Auto Prepare Min Usages=2");

    /// <summary>Where the database is not as the model, or breaks a rule; empty when all is well.</summary>
    public static async Task<string> Faults(NpgsqlDataSource database, Guid demand, IEnumerable<ModelledMatch> matches, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var both = await connection.QueryMultipleAsync($"{SelectState};{SelectBroken}", new { Demand = demand, Now = now });
        var stored = (await both.ReadAsync<Stored>()).Select(found => $"{found}").ToArray();
        var expected = matches.Where(match => match.IsHere).Select(match => $"{new Stored(match.Id, match.Status!, match.Number, match.List, match.ClaimAt(now), match.Opinions.Count)}").ToArray();
        var difference = string.Join(" | ", stored.Except(expected).Select(have => $"has {have}").Concat(expected.Except(stored).Select(miss => $"lacks {miss}")));
        return difference + await both.ReadSingleAsync<string>();
    }

    private sealed record Stored(Guid Id, string Status, int Number, long List, string? Claim, int Opinions);
}
