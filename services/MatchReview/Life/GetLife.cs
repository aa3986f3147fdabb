using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Life;

/// <summary>GET /v1/matches/{id}/life: where a match stands, how it came there, and what was agreed; to the bureau and, once it is accepted, to both its sides.</summary>
public static class GetLife
{
    private const string SelectLife = """
        select number as Number, act as Act, from_state as "From", to_state as "To", reason_codes as ReasonCodes, case when @SightBureau then actor end as Actor,
               actor_organisation as ActorOrganisation, recorded_at as RecordedAt
        from match_life_step where match_id = @id order by number;
        select visited_on as VisitedOn, participants as Participants, minutes as Minutes from match_visit where match_id = @id;
        select kind as Kind, registration_number as RegistrationNumber, amount_yuan as AmountYuan, transaction_amount_yuan as TransactionAmountYuan, signed_on as SignedOn, expires_on as ExpiresOn
        from match_contract where match_id = @id;
        select number as Number, title as Title, due_on as DueOn, reached_on as ReachedOn, evidence as Evidence from match_milestone where match_id = @id order by number;
        select side as Side, stars as Stars, comment as Comment, recorded_at as RecordedAt from match_rating where match_id = @id order by side;
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetLife(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}/life", Handle).WithName("GetLife").WithTags("Life").AllowAllRoles(Scopes.MatchesRead).WithReadProblems(404);

    private static async Task<Results<Ok<LifeView>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // One snapshot: a step and the state it led to are told together.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await LivingMatch.Find(transaction, id, caller, cancellation) is not { } match)
        {
            return Problems.MatchNotFound(id);
        }

        var sight = Sight.Of(caller);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(SelectLife, new { id, sight.SightBureau }, transaction, cancellationToken: cancellation));
        var steps = (await found.ReadAsync<StepView>()).AsList();
        var visit = await found.ReadSingleOrDefaultAsync<VisitView>();
        var contract = await found.ReadSingleOrDefaultAsync<ContractView>();
        var milestones = (await found.ReadAsync<MilestoneView>()).AsList();
        var ratings = (await found.ReadAsync<RatingView>()).AsList();
        return TypedResults.Ok(new LifeView(id, match.State, match.DueAt, match.RemindedAt, steps, visit, contract, milestones, ratings));
    }
}
