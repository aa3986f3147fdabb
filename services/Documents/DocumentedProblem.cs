using System.Globalization;
using System.Text.Json.Nodes;
using Matchmaking.Platform.Http;

namespace Matchmaking.Documents;

/// <summary>A code of problems: where it is answered and with which statuses.</summary>
/// <param name="Code">The code.</param>
/// <param name="English">Its title.</param>
/// <param name="Chinese">Its title in Chinese.</param>
/// <param name="Statuses">HTTP statuses, rising.</param>
/// <param name="Services">Services that answer it.</param>
/// <param name="Operations">Operations that answer it; none where every one may.</param>
public sealed record DocumentedProblem(string Code, string English, string Chinese, IReadOnlyList<int> Statuses, IReadOnlyList<string> Services, IReadOnlyList<string> Operations)
{
    // What the platform answers to requests that reach no operation.
    private static readonly int[] Everywhere = [400, 401, 403, 404, 405, 413, 415, 500, 502, 503, 504];

    /// <summary>Every code that has titles, as the services' documents tell of it.</summary>
    public static IReadOnlyList<DocumentedProblem> Of(IReadOnlyList<DocumentPart> parts)
    {
        var found = parts.Where(part => part.Document is not null).SelectMany(part => Answered(part)).ToLookup(one => one.Code, StringComparer.Ordinal);
        var general = Everywhere.ToLookup(status => (string)StatusProblems.Of(status).ProblemDetails.Extensions["code"]!, StringComparer.Ordinal);
        return
        [
            .. ProblemTitles.Codes.Order(StringComparer.Ordinal).Select(code => new DocumentedProblem(
                code,
                ProblemTitles.Of(code, "en")!,
                ProblemTitles.Of(code, "zh")!,
                [.. found[code].Select(one => one.Status).Concat(general[code]).Distinct().Order()],
                [.. found[code].Select(one => one.Service).Distinct()],
                [.. found[code].Where(one => !one.IsDefault).Select(one => one.Operation).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }

    private static IEnumerable<(string Code, int Status, string Service, string Operation, bool IsDefault)> Answered(DocumentPart part) =>
        from path in part.Document!["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from answer in operation.Value!["responses"]!.AsObject()
        from code in Codes(answer.Value!)
        from status in answer.Key == "default" ? answer.Value![DescribeProblems.Statuses]![code]!.AsArray().Select(one => (int)one!) : [int.Parse(answer.Key, CultureInfo.InvariantCulture)]
        select (code, status, part.Service, (string)operation.Value!["operationId"]!, answer.Key == "default");

    private static IEnumerable<string> Codes(JsonNode answer) =>
        (answer["content"]?["application/problem+json"]?["schema"]?["properties"]?["code"]?["enum"]?.AsArray() ?? []).Select(code => (string)code!);
}
