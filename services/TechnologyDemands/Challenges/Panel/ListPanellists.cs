using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>GET /v1/panellists: who may be drawn into panels, for the bureau.</summary>
public static class ListPanellists
{
    private const string SelectPanellists = """
        select account as Account, organisation as Organisation, fields as Fields, from_industry as FromIndustry, active as Active, revision as Revision
        from panellist where (@organisation::text is null or organisation = @organisation)
        """;

    private static readonly Sorting<PanellistRow> Sorting = new Sorting<PanellistRow>("account").By("account", "account", p => p.Account);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListPanellists(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/panellists", Handle).WithName("ListPanellists").WithTags("Panel").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<PanellistView>>, ProblemHttpResult>> Handle(
        string? organisation, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<PanellistRow>(new CommandDefinition(page.Of(SelectPanellists), page.With(new { organisation }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), p => new PanellistView(p.Account, p.Organisation, p.Fields, p.FromIndustry, p.Active, p.Revision)));
    }

    // Dapper fills arrays through properties only.
    private sealed record PanellistRow
    {
        public string Account { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string[] Fields { get; init; } = [];

        public bool FromIndustry { get; init; }

        public bool Active { get; init; }

        public long Revision { get; init; }
    }
}
