using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>Somebody has read a contact.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Organisation">Credit code of the organisation that read it.</param>
/// <param name="Account">The account or API client, as its issuer names it.</param>
/// <param name="MatchId">The match that gave the right to; null for an operator.</param>
/// <param name="DisclosedAt">UTC.</param>
public sealed record Disclosure(Guid Id, string Organisation, string Account, Guid? MatchId, DateTime DisclosedAt);

/// <summary>GET /v1/experts/{id}/contact/disclosures: who has read the contact of an expert, newest first; to the institute and to an operator.</summary>
public static class ListDisclosures
{
    private const string SelectExpert = "select exists (select from expert where expert_id = @id and (@Only::text is null or institute_code = @Only))";

    private const string SelectDisclosures = """
        select disclosure_id as Id, organisation as Organisation, account as Account, match_id as MatchId, disclosed_at as DisclosedAt
        from contact_disclosure where expert_id = @id
        """;

    private static readonly Sorting<Disclosure> Sorting = new Sorting<Disclosure>("-disclosedAt").By("disclosedAt", "disclosure_id", d => d.Id);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListDisclosures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/contact/disclosures", Handle).WithName("ListExpertContactDisclosures").WithTags("Contacts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).Sorted(Sorting)
            .WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<Disclosure>>, ProblemHttpResult>> Handle(
        Guid id, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(SelectExpert, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation)))
        {
            return Problems.ExpertNotFound(id);
        }

        var found = await connection.QueryAsync<Disclosure>(new CommandDefinition(page.Of(SelectDisclosures), page.With(new { id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
