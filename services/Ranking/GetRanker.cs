using Dapper;
using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Training;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>What ranks at present.</summary>
/// <param name="Ranker">scorecard, or learned when a model is in use.</param>
/// <param name="Digest">Names the ranker with every setting that changes its output.</param>
/// <param name="ModelDigest">The model in use; none without one.</param>
/// <param name="ModelKind">bootstrap or decisions; none without a model.</param>
/// <param name="ModelEngine">What grew its trees; none without a model.</param>
/// <param name="ScorecardShare">What a point of the scorecard counts; 1 without a model.</param>
/// <param name="ModelDemands">Judged demands the model was trained on; 0 without one.</param>
/// <param name="ModelNdcgAt10">NDCG@10 on demands that its trees had not seen; null without a model.</param>
/// <param name="ScorecardNdcgAt10">The same of the scorecard alone; null without a model.</param>
/// <param name="ModelTrainedAt">UTC; null without a model.</param>
/// <param name="AcceptanceDigest">What turns points into probabilities of acceptance; none while too little is decided.</param>
/// <param name="AcceptanceDecisions">Decisions it was measured on; 0 without.</param>
/// <param name="AcceptanceBrier">Mean square of foretold less decided on unseen enterprises; null without.</param>
/// <param name="BaseRateBrier">The same of always saying the share that is accepted; null without.</param>
/// <param name="Engines">Engines that can train here, the preferred one first, separated by blanks; none without any.</param>
/// <param name="IndexDigest">Names the content of the index.</param>
/// <param name="LatentDigest">Names the latent space; none while there is none.</param>
/// <param name="LatentDimensions">Its dimensions; 0 while there is none.</param>
/// <param name="GraphDigest">Names the knowledge graph.</param>
/// <param name="DictionaryDigest">Names the dictionary that cuts Chinese into words.</param>
/// <param name="Encoder">Whether an external encoder is configured.</param>
/// <param name="Candidates">Experts in the index.</param>
/// <param name="OpenDemands">Open demands in the index.</param>
/// <param name="Ready">Whether the tables have been read.</param>
public sealed record RankerView(
    string Ranker,
    string Digest,
    string ModelDigest,
    string ModelKind,
    string ModelEngine,
    double ScorecardShare,
    int ModelDemands,
    double? ModelNdcgAt10,
    double? ScorecardNdcgAt10,
    DateTime? ModelTrainedAt,
    string AcceptanceDigest,
    int AcceptanceDecisions,
    double? AcceptanceBrier,
    double? BaseRateBrier,
    string Engines,
    string IndexDigest,
    string LatentDigest,
    int LatentDimensions,
    string GraphDigest,
    string DictionaryDigest,
    bool Encoder,
    int Candidates,
    int OpenDemands,
    bool Ready);

/// <summary>GET /v1/ranker.</summary>
public static class GetRanker
{
    private const string None = "none";

    private const string SelectMetrics = """
        select ndcg_at_10 as Ndcg, scorecard_ndcg_at_10 as Scorecard, trained_at as TrainedAt from ranking_model where digest = @digest
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetRanker(this IEndpointRouteBuilder routes) => routes.MapGet("/ranker", Handle).WithName("GetRanker").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator);

    private static async Task<Ok<RankerView>> Handle(RankingState state, KnowledgeGraph graph, TextEncoder encoder, CallerDatabase database, CancellationToken cancellation)
    {
        var (snapshot, scorer) = (state.Candidates.Current, state.Scorer);
        var model = scorer.Model;
        var metrics = model is null ? null : await Metrics(database, model.Digest, cancellation);
        return TypedResults.Ok(new RankerView(
            model is null ? "scorecard" : "learned",
            RankedListMaker.DigestOf(scorer),
            model?.Digest ?? None,
            model?.Origin.Kind ?? None,
            model?.Ensemble.Engine ?? None,
            model?.ScorecardShare ?? 1,
            model?.Origin.Demands ?? 0,
            metrics?.Ndcg,
            metrics?.Scorecard,
            metrics?.TrainedAt,
            scorer.Acceptance?.Digest ?? None,
            scorer.Acceptance?.Reliability.Decisions ?? 0,
            scorer.Acceptance?.Reliability.Brier,
            scorer.Acceptance?.Reliability.BaseBrier,
            RankerEngines.Present.Count == 0 ? None : string.Join(' ', RankerEngines.Present.Select(engine => engine.Name)),
            snapshot.Digest,
            snapshot.LatentDigest,
            snapshot.Space?.Dimensions ?? 0,
            graph.Digest,
            Lexicon.Default.Digest,
            encoder.IsOn,
            snapshot.Count,
            state.Demands.Current.Count,
            state.Loaded.IsCompleted));
    }

    private static async Task<ModelMetrics?> Metrics(CallerDatabase database, string digest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ModelMetrics>(new CommandDefinition(SelectMetrics, new { digest }, cancellationToken: cancellation));
    }

    private sealed record ModelMetrics(double Ndcg, double Scorecard, DateTime TrainedAt);
}
