using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>POST /v1/experts/{id}/withdraw: the expert leaves; undecided matches go, and the id is never active again.</summary>
public static class WithdrawExpert
{
    private const string UpdateExpert = """
        update expert set withdrawn_at = @now, revision = revision + 1, updated_at = @now where expert_id = @id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapWithdrawExpert(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}/withdraw", Handle).WithName("WithdrawExpert").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<ExpertView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(UpdateExpert, new { id, now }, transaction, cancellationToken: cancellation));
        var expert = (await ExpertSnapshot.Read(connection, transaction, [id], cancellation))[0];
        await ExpertEvents.Withdraw(transaction, expert, now, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Ok(ExpertView.Of(expert));
    }
}
