using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Mail;

/// <summary>DELETE /v1/mail-subscription: no more mail; the address and all mails to it are forgotten.</summary>
public static class DeleteMailSubscription
{
    private const string DeleteRow = "delete from mail_subscription where account = @Subject returning subscription_id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapDeleteMailSubscription(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/mail-subscription", Handle).WithName("DeleteMailSubscription").WithTags("Notices").AllowAllRoles(Scopes.Notices).WithReadProblems(404);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        await using var change = await database.BeginAsync(null, cancellation);
        if (await change.Transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(DeleteRow, new { caller.Subject }, change.Transaction, cancellationToken: cancellation)) is not { } id)
        {
            return Problems.NoMailSubscription();
        }

        await AuditTrail.Record(change.Transaction, AuditEntry.By(caller, "mail_subscription.deleted", "mail_subscription", $"{id}"), cancellation);
        await change.Transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
