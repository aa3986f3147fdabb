using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks.Sending;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>A new secret, which is not shown again.</summary>
/// <param name="Secret">whsec_ and base64; signs from now on.</param>
/// <param name="FormerSecretUntil">Until when the former one signs too, UTC; null when it does not sign any more.</param>
/// <param name="WebhookId">The webhook.</param>
public sealed record RotatedSecret(string Secret, DateTime? FormerSecretUntil, Guid WebhookId);

/// <summary>
/// POST /v1/webhooks/{id}/secret:rotate?formerHours=: a new secret. The former one signs beside it for some hours (0 to 168, 24 where nothing is said), so that
/// a receiver can change over without losing anything.
/// </summary>
public static class RotateSecret
{
    private const int MostHours = 168;

    private const string UpdateSecret = """
        update webhook
        set former_secret = case when @Until::timestamptz is null then null else secret end, former_until = @Until, secret = @Secret, revision = revision + 1, updated_at = @Now
        where webhook_id = @Id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRotateSecret(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{id:guid}/secret:rotate", Handle).WithName("RotateSecret").WithTags("Webhooks").WithReadProblems(400, 404, 422)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<RotatedSecret>, ProblemHttpResult>> Handle(
        Guid id, int? formerHours, HttpContext http, Caller caller, Box secrets, IOptions<WebhookOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (formerHours is < 0 or > MostHours)
        {
            return ApiProblem.Invalid400(new FieldError("formerHours", "out_of_range", $"formerHours is 0 to {MostHours}."));
        }

        var hours = formerHours ?? options.Value.FormerSecretHours;
        var outcome = await Idempotency.Run<Rotation, RotatedSecret>(
            http, new Rotation(hours), transaction => Rotate(transaction, id, hours, caller, secrets, clock.GetUtcNow(), cancellation), cancellation);
        if (outcome.Result is not Created<RotatedSecret> { Value: { } rotated } answer)
        {
            return outcome;
        }

        // As where a webhook is made: what is stored under the key is encrypted.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(answer.Location, rotated with { Secret = secrets.Open(id, rotated.Secret) });
    }

    private static async Task<Results<Created<RotatedSecret>, ProblemHttpResult>> Rotate(
        NpgsqlTransaction transaction, Guid id, int hours, Caller caller, Box secrets, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await WebhookRow.Hold(transaction, id, caller, cancellation) is not { } row)
        {
            return Problems.WebhookNotFound(id);
        }

        var secret = secrets.Close(id, WebhookSignature.NewSecret());
        DateTimeOffset? until = hours == 0 ? null : now.AddHours(hours);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(UpdateSecret, new { Id = id, Secret = secret, Until = until, Now = now }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "webhook.secret_rotated", "webhook", $"{id}", row.Revision + 1) with { Organisations = [row.Organisation, caller.Organisation] }, cancellation);
        return TypedResults.Created($"/v1/webhooks/{id}", new RotatedSecret(secret, until?.UtcDateTime, id));
    }

    private sealed record Rotation(int FormerHours);
}
