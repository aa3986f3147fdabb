using System.Globalization;
using System.Text.Json.Nodes;
using Matchmaking.Access;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Matchmaking.Documents;

/// <summary>The problems of an operation by status, each with the codes that it can have.</summary>
internal static class DescribeProblems
{
    private const string Type = "application/problem+json";

    /// <summary>Which statuses the codes of the default answer have.</summary>
    public const string Statuses = "x-statuses";

    // What is answered before or behind an endpoint, whichever it is.
    private static readonly (int Status, string Code)[] OfEveryRequest =
        [(429, "too_many_requests"), (500, "internal_error"), (502, "service_unavailable"), (503, "database_unavailable"), (503, "service_unavailable")];

    /// <summary>Adds them to an operation.</summary>
    public static void Of(OpenApiDocument document, OpenApiOperation operation, AccessRule? rule, ReachedCode reached, bool isPost)
    {
        var answers = operation.Responses!;
        var codes = reached.Problems.Concat(OfEveryRequest).Concat(OfTheRequest(operation, rule, isPost)).ToLookup(problem => problem.Status, problem => problem.Code);
        foreach (var status in codes.Select(group => group.Key).Where(status => status is 401 or 403 or 429 || answers.ContainsKey(Text(status))))
        {
            // The token endpoint answers in the form of RFC 6749.
            if (answers.TryGetValue(Text(status), out var there) && there.Content?.ContainsKey("application/json") == true)
            {
                continue;
            }

            answers[Text(status)] = Answer(document, status, [.. codes[status].Distinct().Order(StringComparer.Ordinal)]);
        }

        var others = codes.Where(group => !answers.ContainsKey(Text(group.Key))).SelectMany(group => group.Select(code => (Code: code, Status: group.Key))).ToLookup(problem => problem.Code, problem => problem.Status);
        var failure = Answer(document, 0, [.. others.Select(group => group.Key).Order(StringComparer.Ordinal)]);
        failure.Extensions = new Dictionary<string, IOpenApiExtension>
        {
            [Statuses] = new JsonNodeExtension(new JsonObject(others.OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)new JsonArray([.. group.Distinct().Order().Select(status => (JsonNode)status)]))))),
        };
        answers["default"] = failure;
    }

    private static IEnumerable<(int Status, string Code)> OfTheRequest(OpenApiOperation operation, AccessRule? rule, bool isPost)
    {
        if (rule is not null)
        {
            yield return (401, "not_authenticated");
            yield return (403, "not_allowed");
        }

        yield return (400, "invalid_request");
        if (operation.RequestBody?.Content is { } content)
        {
            yield return (413, "body_too_large");
            yield return (415, "unsupported_media_type");
            foreach (var code in content.ContainsKey("application/json") ? ["body_required", "invalid_json", "validation_failed"] : Array.Empty<string>())
            {
                yield return (400, code);
            }
        }

        if (isPost && rule is not null)
        {
            yield return (422, "idempotency_key_reused");
        }
    }

    private static OpenApiResponse Answer(OpenApiDocument document, int status, string[] codes)
    {
        var listed = string.Join(", ", codes.Select(code => $"`{code}`"));
        var answer = new OpenApiResponse
        {
            Description = status == 0 ? $"Any other failure: {listed}." : $"{ReasonPhrases.GetReasonPhrase(status)}: {listed}.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Type] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        AllOf = [new OpenApiSchemaReference(SharedComponents.Problem, document)],
                        Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = new OpenApiSchema { Enum = [.. codes.Select(code => (JsonNode)code)] } },
                    },
                },
            },
        };
        foreach (var header in (string[])["X-Request-Id", "Trace-Id", "Content-Language"])
        {
            DescribeHeaders.Add(document, answer, header, true);
        }

        DescribeHeaders.Add(document, answer, "Retry-After", status is 429 or 503 or 0);
        return answer;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
