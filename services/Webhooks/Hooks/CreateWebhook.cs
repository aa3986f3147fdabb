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

/// <summary>A new webhook with its secret, which is not shown again.</summary>
/// <param name="Secret">whsec_ and base64; signs what is sent.</param>
/// <param name="Webhook">The webhook.</param>
public sealed record CreatedWebhook(string Secret, WebhookView Webhook);

/// <summary>POST /v1/webhooks: has events posted to an address of the caller's organisation.</summary>
public static class CreateWebhook
{
    // Any constant does; it keeps these keys apart from other advisory locks.
    private const string LockOrganisation = "select pg_advisory_xact_lock(30, hashtext(@Organisation))";

    private const string CountWebhooks = "select count(*)::int from webhook where organisation = @Organisation";

    private const string InsertWebhook = $"""
        insert into webhook (webhook_id, organisation, url, events, description, secret, disabled_reason, created_at, updated_at)
        values (@Id, @Organisation, @Url, @Events, @Description, @Secret, @DisabledReason, @Now, @Now)
        returning {WebhookRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapCreateWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks", Handle).WithName("CreateWebhook").WithTags("Webhooks").Validated<WebhookForm>().WithProblems(409, 422)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<CreatedWebhook>, ProblemHttpResult>> Handle(
        WebhookForm request, HttpContext http, Caller caller, Box secrets, IOptions<WebhookOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await Idempotency.Run<WebhookForm, CreatedWebhook>(
            http, request, transaction => Store(transaction, request, caller, secrets, options.Value, clock.GetUtcNow(), cancellation), cancellation);
        if (outcome.Result is not Created<CreatedWebhook> { Value: { } created } answer)
        {
            return outcome;
        }

        // Answers are stored under their key for a day: the secret is encrypted there as well, and opened only on its way out.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(answer.Location, created with { Secret = secrets.Open(created.Webhook.Id, created.Secret) });
    }

    private static async Task<Results<Created<CreatedWebhook>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, WebhookForm form, Caller caller, Box secrets, WebhookOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        // Of two at once the second counts the first.
        await connection.ExecuteAsync(new CommandDefinition(LockOrganisation, new { caller.Organisation }, transaction, cancellationToken: cancellation));
        if (await connection.QuerySingleAsync<int>(new CommandDefinition(CountWebhooks, new { caller.Organisation }, transaction, cancellationToken: cancellation))
            >= options.MostPerOrganisation)
        {
            return Problems.TooManyWebhooks(options.MostPerOrganisation);
        }

        var id = Guid.CreateVersion7(now);
        var secret = secrets.Close(id, WebhookSignature.NewSecret());
        var row = new
        {
            Id = id,
            caller.Organisation,
            form.Url,
            Events = form.Events!.ToArray(),
            form.Description,
            Secret = secret,
            DisabledReason = form.Active == false ? "by_owner" : null,
            Now = now,
        };
        var stored = await connection.QuerySingleAsync<WebhookRow>(new CommandDefinition(InsertWebhook, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "webhook.created", "webhook", $"{id}", 1), cancellation);
        return TypedResults.Created($"/v1/webhooks/{id}", new CreatedWebhook(secret, stored.View(now)));
    }
}
