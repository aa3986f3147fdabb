using Dapper;
using Npgsql;

namespace Matchmaking.Ranking.Decisions;

/// <summary>Reads what was decided, with what was shown.</summary>
internal static class DecidedDemands
{
    // Bounds the memory of a training: two hundred thousand pairs where each demand was decided over one list.
    private const int Most = 10_000;

    // Lists from before features were stored teach nothing.
    private const string SelectCount = "select count(*)::int from decision join ranked_list using (ranking_id) where feature_set is not null";

    private const string SelectFeatureSets = "select digest as Digest, names as Names from feature_set";

    private const string SelectShown = """
        with latest as (
            select demand_id, min(decided_at) as decided_at from decision where ranking_id is not null
            group by demand_id order by min(decided_at) desc, demand_id limit @Most),
        lists as (select distinct ranking_id from decision join latest using (demand_id) where ranking_id is not null),
        -- Who has left or taken back the consent is not learned from, whatever was stored while they did.
        kept as materialized (
            select talent_id from candidate
            where talent_id in (select talent_id from lists join shown_pair using (ranking_id)) and profile is not null and (profile ->> 'consent')::boolean)
        select l.demand_id as DemandId, l.ranking_id as RankingId, l.list_number as ListNumber, l.enterprise as Enterprise, latest.decided_at as FirstDecidedAt,
               l.feature_set as FeatureSet, p.talent_id as TalentId, p.rank as Rank, p.scorecard as Scorecard, p.features as Features,
               dec.decision as Decision, dec.reason_codes as ReasonCodes, dec.ranking_id as DecidedRankingId,
               array(select stage from outcome where outcome.match_id = dec.match_id order by stage) as Stages,
               array(select unnest(reason_codes) from outcome where outcome.match_id = dec.match_id and stage = 'ended') as EndReasons
        from lists join ranked_list l using (ranking_id) join latest on latest.demand_id = l.demand_id
             join shown_pair p on p.ranking_id = l.ranking_id
             join kept on kept.talent_id = p.talent_id
             left join decision dec on dec.demand_id = l.demand_id and dec.talent_id = p.talent_id and dec.ranking_id is not null
        where l.enterprise is not null and l.feature_set is not null
        """;

    /// <summary>How many matches were decided.</summary>
    internal static Task<int> Count(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.QuerySingleAsync<int>(new CommandDefinition(SelectCount, cancellationToken: cancellation));

    /// <summary>The newest ten thousand, oldest first.</summary>
    internal static async Task<IReadOnlyList<DecidedDemand>> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var sets = (await connection.QueryAsync<FeatureSetRow>(new CommandDefinition(SelectFeatureSets, cancellationToken: cancellation))).ToDictionary(set => set.Digest, set => set.Names);
        var rows = await connection.QueryAsync<ShownRow>(new CommandDefinition(SelectShown, new { Most }, commandTimeout: 300, cancellationToken: cancellation));
        return [.. rows
            .GroupBy(row => row.DemandId)
            .Select(demand => new DecidedDemand(demand.Key, demand.First().Enterprise, new DateTimeOffset(demand.First().FirstDecidedAt, TimeSpan.Zero), Pairs(demand, sets)))
            .Where(demand => demand.Pairs.Any(pair => pair.Verdict is not null))
            .OrderBy(demand => demand.DecidedAt).ThenBy(demand => demand.DemandId)];
    }

    // A demand may have been decided over several lists. A decided expert counts as the list showed it that was decided on, the others as the last one did.
    private static ShownPair[] Pairs(IEnumerable<ShownRow> rows, Dictionary<string, string[]> sets) =>
    [
        .. rows
            .GroupBy(row => row.TalentId)
            .Select(talent => talent.OrderByDescending(row => row.DecidedRankingId == row.RankingId).ThenByDescending(row => row.ListNumber).First())
            .Where(row => row.Decision is null || row.DecidedRankingId == row.RankingId)
            .OrderBy(row => row.Rank).ThenBy(row => row.TalentId)
            .Select(row => new ShownPair(row.TalentId, row.Rank, row.Scorecard, ShownPairs.Read(row.Features, sets[row.FeatureSet]), VerdictOf(row))),
    ];

    private static Verdict? VerdictOf(ShownRow row) =>
        row.Decision is null ? null : new Verdict(DecisionGrade.Of(row.Decision, row.ReasonCodes ?? [], row.Stages, row.EndReasons), row.Decision == "accepted");

    // Properties, not parameters: Npgsql reports a text[] column as Array, which fills no positional record.
    private sealed record ShownRow
    {
        public Guid DemandId { get; init; }

        public Guid RankingId { get; init; }

        public long ListNumber { get; init; }

        public string Enterprise { get; init; } = "";

        public DateTime FirstDecidedAt { get; init; }

        public string FeatureSet { get; init; } = "";

        public Guid TalentId { get; init; }

        public int Rank { get; init; }

        public double Scorecard { get; init; }

        public byte[] Features { get; init; } = [];

        public string? Decision { get; init; }

        public string[]? ReasonCodes { get; init; }

        public Guid? DecidedRankingId { get; init; }

        public string[] Stages { get; init; } = [];

        public string[] EndReasons { get; init; } = [];
    }

    private sealed record FeatureSetRow
    {
        public string Digest { get; init; } = "";

        public string[] Names { get; init; } = [];
    }
}
