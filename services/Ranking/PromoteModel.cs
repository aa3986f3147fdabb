using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Http;
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
/// is told that it is in use. A model of decisions must have passed the gate (<see cref="Training.ModelGate"/>) against what ranks now.
/// </summary>
public static class PromoteModel
{
    private const string SelectStanding = """
        select kind as Kind, coalesce(offered, false) as IsOffered, champion as Champion,
               exists (select 1 from model_promotion where model_promotion.digest = ranking_model.digest) as WasInUse
        from ranking_model where digest = @digest
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPromoteModel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/models/{digest}:promote", Handle).WithName("PromoteModel").WithTags("Models").Allow(Scopes.Operations, Roles.Operator).Validated<PromoteModelRequest>().WithProblems(404, 409);

    private static async Task<Results<Ok<PromotionView>, ProblemHttpResult>> Handle(
        string digest, PromoteModelRequest request, HttpContext http, Caller caller, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellation)
    {
        // As the service itself: a promotion marks every open demand, which requests may not.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Idempotency.RunOk<PromoteModelRequest, PromotionView>(
            http, request, connection, transaction => Promote(transaction, digest, request, caller, clock, cancellation), cancellation);
    }

    private static async Task<Results<Ok<PromotionView>, ProblemHttpResult>> Promote(
        NpgsqlTransaction transaction, string digest, PromoteModelRequest request, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var inUse = (await StoredModels.LockPromotions(transaction, cancellation)).Digest;
        var standing = digest == StoredModels.Scorecard
            ? Standing.OfScorecard
            : await transaction.Connection!.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition(SelectStanding, new { digest }, transaction, cancellationToken: cancellation));
        if (standing is null)
        {
            return Problems.ModelNotFound(digest);
        }

        if (digest != inUse && standing.Objection(inUse) is { } objection)
        {
            return objection;
        }

        var promotion = new ModelPromoted(digest, Promotions.Promoted, request.Who!, request.Reason, clock.GetUtcNow());
        if (digest != inUse)
        {
            await StoredModels.Promote(transaction, promotion, cancellation, caller);
        }

        return TypedResults.Ok(new PromotionView(digest, promotion.How, promotion.Who, promotion.Reason, promotion.PromotedAt.UtcDateTime));
    }

    private sealed record Standing(string Kind, bool IsOffered, string? Champion, bool WasInUse)
    {
        internal static readonly Standing OfScorecard = new(ModelKinds.Bootstrap, false, null, true);

        // What ranked before was proven then, and the first model is where everybody begins. A challenger has beaten what ranked when it was trained, and
        // nothing is known of how it does against anything else.
        internal ProblemHttpResult? Objection(string inUse) =>
            WasInUse || Kind == ModelKinds.Bootstrap ? null
            : !IsOffered ? Problems.ModelNotProven()
            : Champion != inUse ? Problems.OfferLapsed(Champion!, inUse)
            : null;
    }
}
