using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Audit;

/// <summary>An entry of the trail with all that its hash is made of, so that a reader can check it.</summary>
public sealed record AuditItem(
    string Organisation, long Sequence, DateTime At, string Actor, string ActorOrganisation, string Action, string SubjectKind, string SubjectId, long? Revision,
    string? RequestId, JsonElement? Detail, string? DetailSalt, string? DetailHash, string PreviousHash, string Hash)
{
    internal static AuditItem Of(ChainedEntry entry) => new(
        entry.Organisation, entry.Sequence, entry.At, entry.Actor, entry.ActorOrganisation, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Revision, entry.RequestId,
        entry.Detail is null ? null : JsonElement.Parse(entry.Detail), Hex(entry.DetailSalt), Hex(entry.DetailHash), Hex(entry.PreviousHash)!, Hex(entry.Hash)!);

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);
}

/// <summary>GET /v1/audit/{service}: what was done, newest first; by action, subject and time. The own organisation's; the operator may name another.</summary>
internal static class ListAuditEntries
{
    private const string SelectEntries = $"""
        select {ChainedEntry.Columns}
        from audit_entry
        where organisation = @Organisation
          and (@Action::text is null or action = @Action)
          and (@Subject::text is null or subject_id = @Subject)
          and (@From::timestamptz is null or at >= @From)
          and (@To::timestamptz is null or at < @To)
        """;

    private static readonly Sorting<ChainedEntry> Sorting = new Sorting<ChainedEntry>("-sequence").By("sequence", "sequence", entry => entry.Sequence);

    public static void MapListAuditEntries(this IEndpointRouteBuilder routes, string service, string name) =>
        routes.MapGet($"/audit/{service}", Handle).WithName($"List{name}AuditEntries").WithTags("Audit").Sorted(Sorting).WithReadProblems(400, 403)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<AuditItem>>, ProblemHttpResult>> Handle(
        string? organisation, string? action, string? subject, DateTimeOffset? from, DateTimeOffset? to, string? sort, int? limit, string? cursor,
        HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? AuditedOrganisation.Fault(organisation)
            ?? (action is not null && !CodesOnly.IsAction(action) ? new FieldError("action", "malformed", "A subject and what was done, such as demand.published.") : null)
            ?? (subject is not null && !CodesOnly.IsId(subject) ? new FieldError("subject", "malformed", "The id of what was acted on.") : null)
            ?? (from >= to ? new FieldError("to", "range_mismatch", "to lies after from.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        if (AuditedOrganisation.Refuse(caller, organisation) is { } refused)
        {
            return refused;
        }

        var filter = new
        {
            Organisation = organisation ?? caller.Organisation,
            Action = action,
            Subject = subject,
            From = from?.UtcDateTime,
            To = to?.UtcDateTime,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<ChainedEntry>(new CommandDefinition(page.Of(SelectEntries), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), AuditItem.Of));
    }
}
