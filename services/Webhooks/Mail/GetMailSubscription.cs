using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Mail;

/// <summary>GET /v1/mail-subscription: where the caller's notices go by mail, and how the newest mail fared.</summary>
public static class GetMailSubscription
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetMailSubscription(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/mail-subscription", Handle).WithName("GetMailSubscription").WithTags("Notices").AllowAllRoles(Scopes.Notices).WithReadProblems(404);

    private static async Task<Results<Ok<MailSubscriptionView>, ProblemHttpResult>> Handle(Caller caller, CallerDatabase database, AddressBox addresses, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await MailSubscriptionRow.Of(connection, caller.Subject, cancellation) is { } found ? TypedResults.Ok(found.View(addresses.Box)) : Problems.NoMailSubscription();
    }
}
