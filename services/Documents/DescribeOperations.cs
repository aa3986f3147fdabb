using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Documents;

/// <summary>Describes the operations of a service: what they do, who may, which headers and problems they have, and examples.</summary>
/// <param name="code">The service.</param>
/// <param name="comments">Comments of the code.</param>
internal sealed partial class DescribeOperations(Assembly code, XmlComments comments)
{
    // Read when the first document is asked for.
    private readonly Lazy<ILookup<string, EndpointExample>> examples = new(() => EndpointExample.Of(code));

    /// <summary>Describes the document.</summary>
    public Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var name = code.GetName().Name!;
        document.Info = new OpenApiInfo { Title = name.Replace('.', ' '), Version = "v1", Description = $"{name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]} of the matchmaking platform." };
        SharedComponents.AddTo(document, comments);
        var operations = document.Paths.SelectMany(path => path.Value.Operations!.Values).Where(operation => operation.OperationId is not null).ToDictionary(operation => operation.OperationId!);
        foreach (var endpoint in context.DescriptionGroups.SelectMany(group => group.Items))
        {
            if (endpoint.ActionDescriptor.EndpointMetadata.OfType<Microsoft.AspNetCore.Routing.IEndpointNameMetadata>().LastOrDefault() is { } named
                && operations.GetValueOrDefault(named.EndpointName) is { } operation)
            {
                Describe(document, operation, endpoint);
            }
        }

        // Every problem names its own codes; the framework's description says of none.
        document.Components!.Schemas!.Remove("ProblemDetails");
        return Task.CompletedTask;
    }

    private void Describe(OpenApiDocument document, OpenApiOperation operation, ApiDescription endpoint)
    {
        var rule = endpoint.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
        var handler = endpoint.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        var reached = handler is null ? new ReachedCode([], false, false) : ReachedCode.Of(handler);
        var said = Said(handler, endpoint) is { Length: > 0 } comment ? comment : WordEnd().Replace(operation.OperationId!, " ").ToLowerInvariant();
        var end = SentenceEnd().Match(said) is { Success: true } found ? found.Index : said.Length;
        operation.Summary = Capital(said[..end].TrimEnd('.'));
        operation.Description = string.Join("\n\n", new[] { end >= said.TrimEnd('.').Length ? "" : Capital(said), Who(rule) }.Where(text => text.Length > 0));
        if (rule is not null)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SharedComponents.OAuth, document)] = [rule.Scope] }];
            operation.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-roles"] = new JsonNodeExtension(new JsonArray([.. rule.Roles.Select(role => (JsonNode)role)])) };
        }

        var metadata = endpoint.ActionDescriptor.EndpointMetadata;
        DescribeHeaders.Of(document, operation, reached, metadata.OfType<InAskedLanguageMetadata>().Any(), metadata.OfType<SortValues>().LastOrDefault());
        DescribeProblems.Of(document, operation, rule, reached, endpoint.HttpMethod == "POST");
        foreach (var example in examples.Value[operation.OperationId!])
        {
            Show(operation, example);
        }
    }

    // The comment of a slice begins with the address: "POST /v1/demands: stores a demand ...", and may go on with another.
    private string Said(MethodInfo? handler, ApiDescription endpoint)
    {
        var comment = handler?.DeclaringType is { } slice ? comments.Of(slice) ?? "" : "";
        var addresses = Address().Matches(comment);
        if (addresses.Count == 0)
        {
            return "";
        }

        var path = Braced().Replace($"/{endpoint.RelativePath}", "{}");
        var own = addresses.FirstOrDefault(match => match.Groups[1].Value == endpoint.HttpMethod && Braced().Replace(match.Groups[2].Value, "{}") == path) ?? addresses[0];
        var rest = comment[(own.Index + own.Length)..];
        return (Address().Match(rest) is { Success: true } next ? rest[..next.Index] : rest).Trim().TrimEnd(';', ',');
    }

    private static string Who(AccessRule? rule) => rule is null
        ? "Anybody may call it, without a token."
        : $"For {string.Join(", ", rule.Roles)}; a token that is limited needs the scope `{rule.Scope}`.";

    private static void Show(OpenApiOperation operation, EndpointExample example)
    {
        if (example.Request is not null && operation.RequestBody?.Content is { } bodies && bodies.TryGetValue(example.ContentType, out var request))
        {
            (request.Examples ??= new Dictionary<string, IOpenApiExample>())[example.Name] = new OpenApiExample { Summary = example.Summary, Value = example.Request.DeepClone() };
        }

        var type = example.Status >= 400 && operation.OperationId is not ("IssueToken" or "RevokeToken") ? "application/problem+json" : null;
        if (example.Answer is not null && operation.Responses!.TryGetValue($"{example.Status}", out var found) && found is OpenApiResponse { Content: { Count: > 0 } content })
        {
            var answer = content.TryGetValue(type ?? example.ContentType, out var own) ? own : content.Values.First();
            (answer.Examples ??= new Dictionary<string, IOpenApiExample>())[example.Name] = new OpenApiExample { Summary = example.Summary, Value = example.Answer.DeepClone() };
        }
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\b(GET|POST|PUT|DELETE) (/\S+?)(?: \([^)]*\))?(?:: |\.?$)")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braced();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordEnd();

    [GeneratedRegex(@"[.;:] |\.$")]
    private static partial Regex SentenceEnd();
}
