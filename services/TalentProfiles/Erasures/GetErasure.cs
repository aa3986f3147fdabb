using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>An erasure.</summary>
/// <param name="ErasureId">Identity.</param>
/// <param name="ExpertId">Whom it is about.</param>
/// <param name="Status">running, or completed once every service has answered that nothing is left.</param>
/// <param name="RequestedAt">UTC.</param>
/// <param name="WaitingFor">Services that have not answered yet.</param>
/// <param name="Services">What has been answered.</param>
/// <param name="Certificate">The certificate as it was made; its digest is SHA-256 over its bytes in this answer. Null while the erasure runs.</param>
/// <param name="Digest">SHA-256 of the certificate.</param>
/// <param name="Audit">Where the digest stands in the audit trail; null until it is chained, a moment later.</param>
public sealed record ErasureView(
    Guid ErasureId, Guid ExpertId, string Status, DateTime RequestedAt, IReadOnlyList<string> WaitingFor, IReadOnlyList<ServiceErasure> Services, JsonElement? Certificate, string? Digest,
    ErasureAuditPlace? Audit);

/// <summary>An entry <c>person.erased</c> of the audit trail of talent-profiles.</summary>
/// <param name="Organisation">Whose chain.</param>
/// <param name="Sequence">Its place in it.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ErasureAuditPlace(string Organisation, long Sequence, string Hash);

/// <summary>GET /v1/erasures/{erasureId}: how far an erasure is, and the certificate; as a page to print where <c>Accept</c> says text/html.</summary>
public static class GetErasure
{
    private const string SelectErasure = """
        select erasure_id as ErasureId, expert_id as ExpertId, institute_code as InstituteCode, requested_at as RequestedAt, certificate as Certificate, digest as Digest
        from erasure where erasure_id = @erasureId and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation)
        """;

    private const string SelectPlace = """
        select organisation as Organisation, sequence as Sequence, encode(hash, 'hex') as Hash
        from audit_entry where subject_id = @ErasureId::text and subject_kind = 'erasure' and action = 'person.erased' and organisation = @InstituteCode
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetErasure(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/erasures/{erasureId:guid}", Handle).WithName("GetErasure").WithTags("Erasures").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator)
            .Produces<string>(200, "text/html").WithReadProblems(404);

    private static async Task<Results<Ok<ErasureView>, ContentHttpResult, ProblemHttpResult>> Handle(
        Guid erasureId, HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ErasureRow>(
            new CommandDefinition(SelectErasure, new { erasureId, caller.OnlyOrganisation }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.ErasureNotFound(erasureId);
        }

        var answers = await ErasureAnswers.Read(connection, null, erasureId, cancellation);
        var place = await connection.QuerySingleOrDefaultAsync<ErasureAuditPlace>(new CommandDefinition(SelectPlace, row, cancellationToken: cancellation));
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return WantsPage(http)
            ? TypedResults.Content(ErasurePage.Of(row.Certificate, erasureId, ErasureCertificate.Missing(answers), row.Digest, place), "text/html; charset=utf-8")
            : TypedResults.Ok(new ErasureView(
                row.ErasureId, row.ExpertId, row.Certificate is null ? "running" : "completed", row.RequestedAt, row.Certificate is null ? ErasureCertificate.Missing(answers) : [], answers,
                row.Certificate is null ? null : JsonElement.Parse(row.Certificate), row.Digest, place));
    }

    private static bool WantsPage(HttpContext http) => http.Request.GetTypedHeaders().Accept
        .OrderByDescending(type => type.Quality ?? 1).Select(type => type.MediaType.Value).FirstOrDefault(type => type is "text/html" or "application/json") == "text/html";

    private sealed record ErasureRow(Guid ErasureId, Guid ExpertId, string InstituteCode, DateTime RequestedAt, string? Certificate, string? Digest);
}
