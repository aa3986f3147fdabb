using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Models;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>POST /v1/models:rollback: goes back to what lists were ranked by before the last promotion; once more goes one further back, at last to the scorecard.</summary>
public static class RollBackModel
{
    private const string SelectPromotions = "select coalesce(digest, 'scorecard') as Digest, how as How from model_promotion order by id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRollBackModel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/models:rollback", Handle).WithName("RollBackModel").WithTags("Models").Allow(Scopes.Operations, Roles.Operator).Validated<PromoteModelRequest>().WithProblems(409);

    private static async Task<Results<Ok<PromotionView>, ProblemHttpResult>> Handle(
        PromoteModelRequest request, HttpContext http, Caller caller, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellation)
    {
        // As the service itself: a promotion marks every open demand, which requests may not.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Idempotency.RunOk<PromoteModelRequest, PromotionView>(http, request, connection, transaction => RollBack(transaction, request, caller, clock, cancellation), cancellation);
    }

    private static async Task<Results<Ok<PromotionView>, ProblemHttpResult>> RollBack(
        NpgsqlTransaction transaction, PromoteModelRequest request, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        _ = await StoredModels.LockPromotions(transaction, cancellation);
        var promotions = await transaction.Connection!.QueryAsync<(string Digest, string How)>(new CommandDefinition(SelectPromotions, transaction: transaction, cancellationToken: cancellation));
        if (Promotions.Before(promotions) is not { } before)
        {
            return Problems.NothingToRollBack();
        }

        var promotion = new ModelPromoted(before, Promotions.RolledBack, request.Who!, request.Reason, clock.GetUtcNow());
        await StoredModels.Promote(transaction, promotion, cancellation, caller);
        return TypedResults.Ok(new PromotionView(before, promotion.How, promotion.Who, promotion.Reason, promotion.PromotedAt.UtcDateTime));
    }
}
