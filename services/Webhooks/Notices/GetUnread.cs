using Dapper;
using Matchmaking.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Notices;

/// <summary>How much the account has not read.</summary>
/// <param name="Unread">Notices that are not marked as read; counted up to 1,000.</param>
/// <param name="ActionNeeded">Those among them that ask for something.</param>
public sealed record UnreadView(int Unread, int ActionNeeded);

/// <summary>GET /v1/notices/unread: the number beside the bell.</summary>
public static class GetUnread
{
    private const string SelectCounts = $"""
        select count(*)::int as Unread, count(*) filter (where action_needed)::int as ActionNeeded
        from (select n.action_needed from {NoticeRow.Mine} and r.read_at is null order by n.notice_id desc limit 1000) newest
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetUnread(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices/unread", Handle).WithName("GetUnread").WithTags("Notices").AllowAllRoles(Scopes.Notices);

    private static async Task<Ok<UnreadView>> Handle(CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(await connection.QuerySingleAsync<UnreadView>(new CommandDefinition(SelectCounts, NoticeReader.Of(caller), cancellationToken: cancellation)));
    }
}
