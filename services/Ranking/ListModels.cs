using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A model that was trained here.</summary>
/// <param name="Digest">Names it; lists that it made carry the name.</param>
/// <param name="Kind">bootstrap (from the seeds' judgements) or decisions.</param>
/// <param name="Engine">What grew the trees.</param>
/// <param name="Demands">Judged demands it was trained on.</param>
/// <param name="Pairs">Judged pairs.</param>
/// <param name="NdcgAt10">Mean NDCG@10 on demands that its trees had not seen.</param>
/// <param name="ScorecardNdcgAt10">The same of the scorecard alone.</param>
/// <param name="TrainedAt">UTC.</param>
/// <param name="InUse">Whether lists are ranked by it now.</param>
/// <param name="Comparison">How it did against what ranked when it was trained; null for the first model.</param>
public sealed record ModelView(
    string Digest, string Kind, string Engine, int Demands, int Pairs, double NdcgAt10, double ScorecardNdcgAt10, DateTime TrainedAt, bool InUse, ModelComparison? Comparison);

/// <summary>Every model there is, newest first, and what lists were ranked by.</summary>
/// <param name="Models">Newest first, at most 100.</param>
/// <param name="Promotions">Newest first, at most 100; the first is in use. None yet: the scorecard alone.</param>
public sealed record ModelsView(IReadOnlyList<ModelView> Models, IReadOnlyList<PromotionView> Promotions);

/// <summary>When lists went over to another model.</summary>
/// <param name="Digest">The model; scorecard for none.</param>
/// <param name="How">bootstrap, promoted, automatic or rolled_back.</param>
/// <param name="Who">Who decided it.</param>
/// <param name="Reason">Why; null if not stated.</param>
/// <param name="PromotedAt">UTC.</param>
public sealed record PromotionView(string Digest, string How, string Who, string? Reason, DateTime PromotedAt);

/// <summary>GET /v1/models.</summary>
public static class ListModels
{
    private const string SelectModels = """
        select digest as Digest, kind as Kind, engine as Engine, demands as Demands, pairs as Pairs, ndcg_at_10 as NdcgAt10,
               scorecard_ndcg_at_10 as ScorecardNdcgAt10, trained_at as TrainedAt,
               coalesce(digest = (select digest from model_promotion order by id desc limit 1), false) as InUse,
               champion as Champion, gate_demands as GateDemands, champion_ndcg_at_10 as ChampionNdcgAt10, challenger_ndcg_at_10 as ChallengerNdcgAt10,
               gain_low as GainLow, gain_high as GainHigh, offered as IsOffered
        from ranking_model order by trained_at desc, digest limit 100
        """;

    private const string SelectPromotions = """
        select coalesce(digest, 'scorecard') as Digest, how as How, who as Who, reason as Reason, promoted_at as PromotedAt
        from model_promotion order by id desc limit 100
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListModels(this IEndpointRouteBuilder routes) => routes.MapGet("/models", Handle).WithName("ListModels").WithTags("Models").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator);

    private static async Task<Ok<ModelsView>> Handle(CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var models = await connection.QueryAsync<ModelRow>(new CommandDefinition(SelectModels, cancellationToken: cancellation));
        var promotions = await connection.QueryAsync<PromotionView>(new CommandDefinition(SelectPromotions, cancellationToken: cancellation));
        return TypedResults.Ok(new ModelsView([.. models.Select(model => model.View())], promotions.AsList()));
    }

    private sealed record ModelRow(
        string Digest, string Kind, string Engine, int Demands, int Pairs, double NdcgAt10, double ScorecardNdcgAt10, DateTime TrainedAt, bool InUse,
        string? Champion, int? GateDemands, double? ChampionNdcgAt10, double? ChallengerNdcgAt10, double? GainLow, double? GainHigh, bool? IsOffered)
    {
        internal ModelView View() => new(
            Digest, Kind, Engine, Demands, Pairs, NdcgAt10, ScorecardNdcgAt10, TrainedAt, InUse,
            Champion is null ? null : new ModelComparison(Champion, GateDemands!.Value, ChampionNdcgAt10!.Value, ChallengerNdcgAt10!.Value, GainLow!.Value, GainHigh!.Value, IsOffered!.Value));
    }
}
