using Matchmaking.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Platform.Http;

/// <summary>Describes in OpenAPI what holds for all endpoints alike: the headers of idempotency and concurrency, and problems from anywhere.</summary>
internal static class OpenApiHabits
{
    /// <summary>Adds them to one operation.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var answers = operation.Responses ??= [];
        // A key is its caller's own, and who is anonymous has none.
        if (context.Description.HttpMethod == "POST" && context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().Any())
        {
            Header(operation, Idempotency.Header, "The same key and body give the same answer and have one effect; kept 24 hours.", 200);
        }

        if (answers.ContainsKey("412"))
        {
            Header(operation, "If-Match", "The ETag that was read; another revision is refused with 412.", 100);
        }

        if (answers.ContainsKey("304"))
        {
            Header(operation, "If-None-Match", "The ETag that was read; 304 without a body while it still holds.", 100);
        }

        operation.Deprecated = context.Description.ActionDescriptor.EndpointMetadata.OfType<DeprecatedEndpoint>().Any();
        answers["default"] = new OpenApiResponse
        {
            Description = "Any other failure, such as 429 with Retry-After, 500, 502 or 503.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType() },
        };
        return Task.CompletedTask;
    }

    private static void Header(OpenApiOperation operation, string name, string description, int length) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = length },
    });
}
