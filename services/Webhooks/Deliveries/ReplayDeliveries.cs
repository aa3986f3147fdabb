using System.Globalization;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks.Hooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>Which dead letters are sent again.</summary>
/// <param name="Since">Those queued at or after this time (RFC 3339, with its offset).</param>
public sealed record ReplayDeliveriesRequest(string? Since)
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The time; null when it is none.</summary>
    internal DateTimeOffset? Time() =>
        DateTimeOffset.TryParseExact(Since, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

/// <summary>Rules of <see cref="ReplayDeliveriesRequest"/>.</summary>
public sealed class ReplayDeliveriesRequestValidator : AbstractValidator<ReplayDeliveriesRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReplayDeliveriesRequestValidator() => RuleFor(r => r.Since).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(40)
        .Must((r, _) => r.Time() is not null).WithErrorCode("invalid_time").WithMessage("A time with its offset, such as 2026-05-04T03:02:01Z.");
}

/// <summary>How many deliveries are sent again.</summary>
public sealed record ReplayedDeliveries(int Count);

/// <summary>POST /v1/webhooks/{id}/deliveries:replay: sends all dead letters since a time again, each under its webhook-id and with all its attempts.</summary>
public static class ReplayDeliveries
{
    private const string UpdateDead = """
        update delivery set state = 'pending', tries = 0, due_at = @Now, finished_at = null where webhook_id = @Id and state = 'dead' and created_at >= @Since
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReplayDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{id:guid}/deliveries:replay", Handle).WithName("ReplayDeliveries").WithTags("Deliveries").Validated<ReplayDeliveriesRequest>().WithProblems(404, 409, 422)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<ReplayedDeliveries>, ProblemHttpResult>> Handle(
        Guid id, ReplayDeliveriesRequest request, HttpContext http, Caller caller, DeliverySignal signal, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await Idempotency.Run<ReplayDeliveriesRequest, ReplayedDeliveries>(
            http, request, transaction => Queue(transaction, id, request.Time()!.Value, caller, clock.GetUtcNow(), cancellation), cancellation);
        signal.Wake();
        return outcome;
    }

    private static async Task<Results<Created<ReplayedDeliveries>, ProblemHttpResult>> Queue(
        NpgsqlTransaction transaction, Guid id, DateTimeOffset since, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var webhook = await WebhookRow.Hold(transaction, id, caller, cancellation);
        if (webhook is null)
        {
            return Problems.WebhookNotFound(id);
        }

        if (webhook.DisabledReason is not null)
        {
            return Problems.WebhookDisabled(webhook.DisabledReason);
        }

        var count = await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(UpdateDead, new { Id = id, Since = since.ToUniversalTime(), Now = now }, transaction, cancellationToken: cancellation));
        return TypedResults.Created($"/v1/webhooks/{id}/deliveries?state=pending", new ReplayedDeliveries(count));
    }
}
