using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Audit;

/// <summary>The end of an organisation's chain. Who notes it can tell later whether anything up to it was changed.</summary>
/// <param name="Organisation">Credit code, or <c>platform</c>.</param>
/// <param name="Sequence">Of the last entry, which is how many there are.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
/// <param name="At">When it was, UTC.</param>
public sealed record AuditHead(string Organisation, long Sequence, string Hash, DateTime At);

/// <summary>GET /v1/audit/{service}/heads: the own organisation's head; all of them, by organisation, for the operator.</summary>
internal static class ListAuditHeads
{
    private const string SelectOwn = """
        select organisation as Organisation, sequence as Sequence, encode(hash, 'hex') as Hash, at as At
        from audit_entry
        where organisation = @Organisation and organisation > @After
        order by sequence desc
        limit 1
        """;

    public static void MapListAuditHeads(this IEndpointRouteBuilder routes, string service, string name) =>
        routes.MapGet($"/audit/{service}/heads", Handle).WithName($"List{name}AuditHeads").WithTags("Audit").SortedOnly("organisation").WithReadProblems(400, 403)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<AuditHead>>, ProblemHttpResult>> Handle(
        string? organisation, string? sort, int? limit, string? cursor, HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        if ((Keyset.TryRead<string>(limit, cursor, out var rows, out var after) ?? SortedLists.OnlySort(sort, "organisation") ?? AuditedOrganisation.Fault(organisation)) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        if (AuditedOrganisation.Refuse(caller, organisation) is { } refused)
        {
            return refused;
        }

        var all = organisation is null && caller.Roles.Contains(Roles.Operator);
        var asked = new { Organisation = organisation ?? caller.Organisation, After = after ?? "", Rows = rows + 1 };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<AuditHead>(new CommandDefinition(all ? ChainHeads.SelectAll : SelectOwn, asked, cancellationToken: cancellation));
        return TypedResults.Ok(Keyset.Page(http, found.AsList(), rows, head => head.Organisation));
    }
}
