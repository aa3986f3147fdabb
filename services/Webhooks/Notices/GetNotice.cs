using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Notices;

/// <summary>GET /v1/notices/{id}: one notice of the caller's.</summary>
public static class GetNotice
{
    private const string SelectNotice = $"select {NoticeRow.Columns} from {NoticeRow.Mine} and n.notice_id = @Id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetNotice(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices/{id:guid}", Handle).WithName("GetNotice").WithTags("Notices").AllowAllRoles(Scopes.Notices).WithReadProblems(404);

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var reader = NoticeReader.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<NoticeRow>(new CommandDefinition(
            SelectNotice, new { Id = id, reader.Organisation, reader.Account, reader.IsMember, reader.IsBureau, reader.Regions }, cancellationToken: cancellation));
        return row is null ? Problems.NoticeNotFound(id) : TypedResults.Ok(row.View());
    }
}
