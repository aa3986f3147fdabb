using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Notices;

/// <summary>GET /v1/notices: what the caller's organisation, account or bureau was told, newest first.</summary>
public static class ListNotices
{
    private const string SelectNotices = $"""
        select {NoticeRow.Columns} from {NoticeRow.Mine}
          and (not @Unread or r.read_at is null) and (not @ActionNeeded or n.action_needed) and (@Type::text is null or n.type = @Type)
          and (@Demand::uuid is null or n.demand_id = @Demand) and (@Match::uuid is null or n.match_id = @Match) and (@Expert::uuid is null or n.talent_id = @Expert)
          and (@Challenge::uuid is null or n.challenge_id = @Challenge) and (@Bid::uuid is null or n.bid_id = @Bid) and (@Since::timestamptz is null or n.occurred_at >= @Since)
        """;

    private static readonly Sorting<NoticeRow> Sorting = new Sorting<NoticeRow>("-id")
        .By("id", "n.notice_id", n => n.Id)
        .By("occurredAt", "n.occurred_at", n => n.OccurredAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListNotices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices", Handle).WithName("ListNotices").WithTags("Notices").AllowAllRoles(Scopes.Notices).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<NoticeView>>, ProblemHttpResult>> Handle(
        bool? unread, bool? actionNeeded, string? type, Guid? demand, Guid? match, Guid? expert, Guid? challenge, Guid? bid, DateTimeOffset? since, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        if (type is not null && !Hooks.EventTypes.OfNotices.Contains(type))
        {
            return ApiProblem.Invalid400(new FieldError("type", "unknown_event_type", $"One of: {string.Join(", ", Hooks.EventTypes.OfNotices)}."));
        }

        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        var reader = NoticeReader.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var asked = page.With(new
        {
            reader.Organisation,
            reader.Account,
            reader.IsMember,
            reader.IsBureau,
            reader.Regions,
            Unread = unread == true,
            ActionNeeded = actionNeeded == true,
            Type = type,
            Demand = demand,
            Match = match,
            Expert = expert,
            Challenge = challenge,
            Bid = bid,
            Since = since?.ToUniversalTime(),
        });
        var rows = await connection.QueryAsync<NoticeRow>(new CommandDefinition(page.Of(SelectNotices), asked, cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList(), row => row.View()));
    }
}
