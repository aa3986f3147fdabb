using Matchmaking.Access;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Insights.Bulletins;

/// <summary>
/// GET /v1/bulletin?period=2026-07&amp;region=320200: the bulletin of a week, month, quarter or year, as JSON, as a page to print (<c>Accept: text/html</c> or format=html) or as a workbook
/// (format=xlsx). With asOf the same for good, to the byte.
/// </summary>
public static class GetBulletin
{
    private static readonly string[] Formats = ["json", "html", "xlsx"];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetBulletin(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bulletin", Handle).WithName("GetBulletin").WithTags("Bulletins").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator)
            .Produces<string>(200, "text/html").Produces<byte[]>(200, TableFormat.Xlsx.MediaType).WithReadProblems(400);

    private static async Task<Results<Ok<Bulletin>, ContentHttpResult, FileContentHttpResult, ProblemHttpResult>> Handle(
        string period, string? region, DateTimeOffset? asOf, string? format, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var during = Period.Read(period);
        if ((Scope.TryRead(region, null, asOf, caller, clock, out var scope)
            ?? (during is null ? new FieldError("period", "unknown_period", Period.Rule) : null)
            ?? (format is not null && !Formats.Contains(format) ? new FieldError("format", "unknown_format", $"One of: {string.Join(", ", Formats)}.") : null)) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var bulletin = await Bulletin.Of(connection, scope, during!, cancellation);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        switch (format ?? Accepted(http))
        {
            case "html":
                return TypedResults.Content(BulletinPage.Of(bulletin), "text/html; charset=utf-8");
            case "xlsx":
                using (var book = new MemoryStream())
                {
                    BulletinBook.Write(book, bulletin);
                    return TypedResults.File(book.ToArray(), TableFormat.Xlsx.MediaType, $"bulletin-{bulletin.Period}.xlsx");
                }

            default:
                return TypedResults.Ok(bulletin);
        }
    }

    private static string Accepted(HttpContext http) => http.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1)
        .Select(type => type.MediaType.Value switch { "text/html" => "html", "application/json" => "json", var other when other == TableFormat.Xlsx.MediaType => "xlsx", _ => null })
        .FirstOrDefault(format => format is not null) ?? "json";
}
