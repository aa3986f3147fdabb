using System.Text.Json.Nodes;
using Matchmaking.Platform.Http;
using Microsoft.OpenApi;

namespace Matchmaking.Documents;

/// <summary>The headers that requests may have and that answers have, and the parameters that all lists share.</summary>
internal static class DescribeHeaders
{
    /// <summary>Adds them to an operation.</summary>
    /// <param name="document">Its document.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="reached">What its code comes to.</param>
    /// <param name="hasTexts">Whether its answer has texts in both languages.</param>
    /// <param name="sort">The orders of a list; null where it is none.</param>
    public static void Of(OpenApiDocument document, OpenApiOperation operation, ReachedCode reached, bool hasTexts, SortValues? sort)
    {
        var parameters = operation.Parameters ??= [];
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            parameter.Description ??= parameter.Name switch
            {
                "limit" => "Rows of a page, 1 to 100; 20 when absent.",
                "cursor" => "`next` of the page before.",
                _ => null,
            };
            if (parameter.Name == "sort" && sort is not null)
            {
                parameter.Description = "The field to sort by, with - before it from high to low; ties in the order of the id. A cursor goes on in its own order only.";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. sort.Values.Select(value => (JsonNode)value)], Default = sort.Values[0] };
            }

            // 428 says that it is not left out.
            parameter.Required |= parameter.Name == "If-Match" && operation.Responses!.ContainsKey("428");
        }

        foreach (var key in SharedComponents.OfEveryRequest(hasTexts))
        {
            parameters.Add(new OpenApiParameterReference(key, document));
        }

        foreach (var (status, answer) in operation.Responses!.Select(pair => (pair.Key, (OpenApiResponse)pair.Value)))
        {
            var isGood = status[0] is '2' or '3';
            Add(document, answer, "X-Request-Id", true);
            Add(document, answer, "Trace-Id", true);
            Add(document, answer, "ETag", isGood && status != "204" && reached.HasETag);
            Add(document, answer, "Content-Language", isGood && hasTexts);
            Add(document, answer, "Link", status == "200" && reached.HasPages);
            Add(document, answer, "Location", status == "201");
        }
    }

    /// <summary>Adds one header to an answer.</summary>
    public static void Add(OpenApiDocument document, OpenApiResponse answer, string name, bool has)
    {
        if (has)
        {
            (answer.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeaderReference(name, document);
        }
    }
}
