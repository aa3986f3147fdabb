using Matchmaking.Documents;

namespace Matchmaking.Gateway.Reference;

/// <summary>GET /reference/problems: every code of problems.</summary>
internal static class ProblemsPage
{
    // What so many operations answer belongs to none of them.
    private const int Many = 8;

    public static string Of(Published published)
    {
        var page = new HtmlPage("Problems");
        page.Paragraph("Answers of failure are problem details (RFC 9457, application/problem+json). Programs decide by code, which is stable; title is its text in the language of Accept-Language (zh or en), detail says what is wrong with this request. Faults of fields stand in errors as field, code, message.");
        foreach (var part in published.Parts.Where(part => part.State != "current"))
        {
            page.Paragraph($"{part.Service} cannot be reached now; {(part.Document is null ? "what only it answers is shown without a status" : "what it answers is shown as last known")}.");
        }

        return page.Table(["code", "status", "English", "中文", "services", "operations"], DocumentedProblem.Of(published.Parts).Select(Row), "").ToString();
    }

    private static string[] Row(DocumentedProblem problem) =>
    [
        problem.Code,
        string.Join(", ", problem.Statuses),
        problem.English,
        problem.Chinese,
        problem.Services.Count is 0 ? "gateway" : problem.Services.Count == Routes.Services.Length ? "all" : string.Join(", ", problem.Services),
        problem.Operations.Count > Many ? $"{problem.Operations.Count} operations" : string.Join(", ", problem.Operations),
    ];
}
