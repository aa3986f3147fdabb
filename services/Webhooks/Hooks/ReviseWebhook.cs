using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>
/// PUT /v1/webhooks/{id}: replaces address, kinds of events and description; pauses it, or enables it again. What waits goes to the new address;
/// of a webhook that is paused it becomes dead letters.
/// </summary>
public static class ReviseWebhook
{
    private const string UpdateWebhook = $"""
        update webhook
        set url = @Url, events = @Events, description = @Description, disabled_reason = case when @Active then null else coalesce(disabled_reason, 'by_owner') end,
            failing_since = case when @Active and disabled_reason is not null then null else failing_since end, revision = revision + 1, updated_at = @Now
        where webhook_id = @Id
        returning {WebhookRow.Columns}
        """;

    private const string KillPending = """
        update delivery set state = 'dead', last_error = 'webhook_disabled', finished_at = @Now, lease = null where webhook_id = @Id and state = 'pending'
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/webhooks/{id:guid}", Handle).WithName("ReviseWebhook").WithTags("Webhooks").Validated<WebhookForm>().WithProblems(404, 412, 428)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Handle(
        Guid id, WebhookForm request, HttpContext http, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var before = await WebhookRow.Hold(transaction, id, caller, cancellation);
        if (before is null)
        {
            return Problems.WebhookNotFound(id);
        }

        if (Revisions.Refuse(http, before.Revision) is { } refused)
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        var row = new { Id = id, request.Url, Events = request.Events!.ToArray(), request.Description, Active = request.Active != false, Now = now };
        var after = await connection.QuerySingleAsync<WebhookRow>(new CommandDefinition(UpdateWebhook, row, transaction, cancellationToken: cancellation));
        if (after.DisabledReason is not null)
        {
            await connection.ExecuteAsync(new CommandDefinition(KillPending, row, transaction, cancellationToken: cancellation));
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "webhook.revised", "webhook", $"{id}", after.Revision) with { Organisations = [after.Organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        Revisions.SetETag(http, after.Revision);
        return TypedResults.Ok(after.View(now));
    }
}
