namespace Matchmaking.Client;

/// <summary>Lists and matches.</summary>
public sealed class MatchesApi
{
    private const string Path = "/api/v1/matches";

    private readonly ApiConnection connection;

    internal MatchesApi(ApiConnection connection) => this.connection = connection;

    /// <summary>The list of a need.</summary>
    public async Task<DemandMatches> OfDemand(Guid demandId, CancellationToken cancellation = default) => (await connection.Get<DemandMatches>($"/api/v1/demands/{demandId}/matches", cancellation)).Value;

    /// <summary>Why an expert is not on the list of a need, and how far off.</summary>
    public async Task<WhyNotView> WhyNot(Guid demandId, Guid talentId, CancellationToken cancellation = default) =>
        (await connection.Get<WhyNotView>($"/api/v1/demands/{demandId}/why-not/{talentId}", cancellation)).Value;

    /// <summary>Ranks experts for a text; nothing is stored.</summary>
    public async Task<RankTextResponse> RankText(RankTextRequest text, CancellationToken cancellation = default) => (await connection.Post<RankTextResponse>("/api/v1/rankings", text, cancellation)).Value;

    /// <summary>The queue, best score first or as <paramref name="sort"/> says (score, rankedAt, acceptanceProbability; - before it from high to low).</summary>
    public IAsyncEnumerable<QueuedMatch> List(string? region = null, string? field = null, string? status = null, double? minScore = null, Guid? demand = null, string? sort = null, CancellationToken cancellation = default) =>
        connection.List<QueuedMatch>(ApiConnection.Query(Path, ("region", region), ("field", field), ("status", status), ("minScore", minScore), ("demand", demand), ("sort", sort), ("limit", 100)), cancellation);

    /// <summary>Reads a match; while it is pending the ETag names the list that it stands in.</summary>
    public Task<Versioned<MatchView>> Get(Guid id, CancellationToken cancellation = default) => connection.Get<MatchView>($"{Path}/{id}", cancellation);

    /// <summary>Decides a match, once, as it was read with <paramref name="etag"/>.</summary>
    public async Task<DecisionView> Decide(Guid id, DecideMatchRequest decision, string etag, CancellationToken cancellation = default) =>
        (await connection.Post<DecisionView>($"{Path}/{id}/decision", decision, cancellation, etag)).Value;

    /// <summary>Records a stage that an accepted match has reached.</summary>
    public async Task<StageView> Progress(Guid id, ProgressMatchRequest stage, CancellationToken cancellation = default) => (await connection.Post<StageView>($"{Path}/{id}/progress", stage, cancellation)).Value;
}
