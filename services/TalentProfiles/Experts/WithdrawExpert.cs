using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Contacts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>POST /v1/experts/{id}/withdraw: the expert leaves, and the contact is erased; undecided matches go, and the id is never active again.</summary>
public static class WithdrawExpert
{
    private const string UpdateExpert = """
        update expert set withdrawn_at = @now, revision = revision + 1, updated_at = @now where expert_id = @id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapWithdrawExpert(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}/withdraw", Handle).WithName("WithdrawExpert").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static Task<Results<Ok<ExpertView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<Guid, ExpertView>(http, id, transaction => Withdraw(transaction, id, http, clock, cancellation), cancellation);

    private static async Task<Results<Ok<ExpertView>, ProblemHttpResult>> Withdraw(
        NpgsqlTransaction transaction, Guid id, HttpContext http, TimeProvider clock, CancellationToken cancellation)
    {
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateExpert, new { id, now }, transaction, cancellationToken: cancellation));
        await ExpertContacts.Erase(transaction, id, cancellation);
        var expert = (await ExpertSnapshot.Read(transaction.Connection!, transaction, [id], cancellation))[0];
        await ExpertEvents.Withdraw(transaction, expert, now, cancellation);
        await Acts.Record(transaction, Caller.Of(http), expert, "expert.withdrawn", cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Ok(ExpertView.Of(expert, null));
    }
}
