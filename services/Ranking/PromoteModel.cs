using Dapper;
using FluentValidation;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Models;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>A person's decision about models.</summary>
/// <param name="Who">Who decides, 1 to 60 characters.</param>
/// <param name="Reason">Why, up to 2,000 characters.</param>
public sealed record PromoteModelRequest(string? Who, string? Reason);

/// <summary>Rules of <see cref="PromoteModelRequest"/>.</summary>
public sealed class PromoteModelRequestValidator : AbstractValidator<PromoteModelRequest>
{
    /// <summary>Sets the rules.</summary>
    public PromoteModelRequestValidator()
    {
        RuleFor(r => r.Who).NotEmpty().MaximumLength(60);
        RuleFor(r => r.Reason).MaximumLength(2000);
    }
}

/// <summary>
/// POST /v1/models/{digest}:promote: ranks by a model from now on; scorecard names none. Every open demand is ranked again. Promoted twice, the second
/// is told that it is in use.
/// </summary>
public static class PromoteModel
{
    // Promotions come one after another: two at once would each mark all demands, and neither would know which is in use.
    private const string LockPromotions = "lock table model_promotion in exclusive mode";

    private const string SelectModel = "select count(*)::int from ranking_model where digest = @digest";

    private const string SelectInUse = "select coalesce((select coalesce(digest, 'scorecard') from model_promotion order by id desc limit 1), 'scorecard')";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPromoteModel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/models/{digest}:promote", Handle).WithName("PromoteModel").WithTags("Models").Validated<PromoteModelRequest>().WithProblems(404);

    private static async Task<Results<Ok<PromotionView>, ProblemHttpResult>> Handle(
        string digest, PromoteModelRequest request, NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(LockPromotions, transaction: transaction, cancellationToken: cancellation));
        var isStored = digest == StoredModels.Scorecard
            || await connection.QuerySingleAsync<int>(new CommandDefinition(SelectModel, new { digest }, transaction, cancellationToken: cancellation)) == 1;
        if (!isStored)
        {
            return Problems.ModelNotFound(digest);
        }

        var promotion = new ModelPromoted(digest, Promotions.Promoted, request.Who!, request.Reason, clock.GetUtcNow());
        if (await connection.QuerySingleAsync<string>(new CommandDefinition(SelectInUse, transaction: transaction, cancellationToken: cancellation)) != digest)
        {
            await StoredModels.Promote(transaction, promotion, cancellation);
            await outbox.Commit(transaction, cancellation);
        }

        return TypedResults.Ok(new PromotionView(digest, promotion.How, promotion.Who, promotion.Reason, promotion.PromotedAt.UtcDateTime));
    }
}
