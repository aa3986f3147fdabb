namespace Matchmaking.MatchReview.Watches;

/// <summary>What an organisation watches for. All conditions hold at once; what is null does not count.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Side">enterprise: experts new on the lists of its needs. institute: needs that newly rank its experts.</param>
/// <param name="DemandId">Of one need alone.</param>
/// <param name="ExpertId">Of one expert alone.</param>
/// <param name="Field">Field of the need with everything below it, 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the other side is, with everything below it, GB/T 2260: the expert's institute for an enterprise, the work for an institute.</param>
/// <param name="MinScore">The least score, 0 to 100.</param>
/// <param name="MaxRank">The last rank, 1 to 20.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record WatchView(Guid Id, string Side, Guid? DemandId, Guid? ExpertId, string? Field, string? RegionCode, double MinScore, int MaxRank, DateTime CreatedAt)
{
    /// <summary>The columns of a watch w, in the order of the parameters.</summary>
    internal const string Columns = """
        w.watch_id as Id, w.side as Side, w.demand_id as DemandId, w.talent_id as ExpertId, w.field as Field, w.region_code as RegionCode, w.min_score as MinScore,
        w.max_rank as MaxRank, w.created_at as CreatedAt
        """;

    /// <summary>Reads one watch of the caller's, whom row-level security knows.</summary>
    internal const string SelectOne = $"select {Columns} from watch w where w.watch_id = @id";
}
