using System.Reflection;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.OpenApi;

namespace Matchmaking.Documents;

/// <summary>What every service's document names the same: the way to a token, headers, the shape of a problem.</summary>
internal static class SharedComponents
{
    /// <summary>Name of the security scheme.</summary>
    public const string OAuth = "oauth2";

    /// <summary>Name of the schema of problem details.</summary>
    public const string Problem = "Problem";

    private static readonly (string Name, string Description)[] Headers =
    [
        ("X-Request-Id", "The caller's own name of the request, or a new one."),
        ("Trace-Id", "W3C trace id, under which the logs have the request."),
        ("ETag", "The revision that the answer shows; comes back as If-Match or If-None-Match."),
        ("Link", "Address of the next page, rel=\"next\"; relative to the request. Absent on the last page."),
        ("Location", "Address of what was created."),
        ("Retry-After", "Seconds to wait before the request is sent again."),
        ("Content-Language", "Language of the title or of the texts, zh or en."),
    ];

    private const string AcceptLanguage = "Accept-Language";

    // Where an answer has texts in both languages the header chooses more.
    private const string LanguageOfTexts = "Accept-Language-Of-Texts";

    private static readonly (string Key, string Name, string Description, int Length)[] Parameters =
    [
        (RequestIds.Header, RequestIds.Header, "A name for the request, out of letters, digits and `.-_`; it comes back in the answer and stands in logs and in the audit trail.", 100),
        (AcceptLanguage, AcceptLanguage, "zh or en: the language of the title of a problem.", 100),
        (LanguageOfTexts, AcceptLanguage, "zh or en: the language of reasons and of other texts whose English stands beside them under a name that ends with `English`, zh where neither is asked for; and of the title of a problem.", 100),
    ];

    /// <summary>Keys of the headers that every request may have.</summary>
    /// <param name="hasTexts">Whether the answer has texts in both languages.</param>
    public static IEnumerable<string> OfEveryRequest(bool hasTexts) =>
        Parameters.Select(parameter => parameter.Key).Where(key => key != (hasTexts ? AcceptLanguage : LanguageOfTexts));

    /// <summary>Adds them to a document.</summary>
    public static void AddTo(OpenApiDocument document, XmlComments comments)
    {
        foreach (var (name, description) in Headers)
        {
            document.AddComponent(name, (IOpenApiHeader)new OpenApiHeader { Description = description, Schema = Text() });
        }

        foreach (var (key, name, description, length) in Parameters)
        {
            document.AddComponent(key, (IOpenApiParameter)new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text(length) });
        }

        document.AddComponent(Problem, (IOpenApiSchema)ProblemSchema());
        document.AddComponent(OAuth, (IOpenApiSecurityScheme)Scheme(comments));
    }

    private static OpenApiSecurityScheme Scheme(XmlComments comments)
    {
        var scopes = typeof(Scopes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .ToDictionary(field => (string)field.GetRawConstantValue()!, field => comments.Of(field) ?? "");
        OpenApiOAuthFlow Flow() => new() { TokenUrl = new Uri("/connect/token", UriKind.Relative), RefreshUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>(scopes) };
        return new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "Tokens of the platform's own issuer, sent as `Authorization: Bearer`: client credentials for programs, the password grant for people. A token lives five minutes.",
            Flows = new OpenApiOAuthFlows { ClientCredentials = Flow(), Password = Flow() },
        };
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457) with a stable code.",
        Required = new HashSet<string> { "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(description: "Address of the definition of the status."),
            ["title"] = Text(description: "The code in words, in the language that was asked for."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "HTTP status." },
            ["detail"] = Text(description: "What is wrong with this request, in English."),
            ["code"] = Text(description: "Stable; what programs decide by."),
            ["traceId"] = Text(description: "Under which the logs have the request."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "The faults of fields, a hundred at most.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "field", "code", "message" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["field"] = Text(description: "JSON path without the root, such as `indicators[0].unit`."),
                        ["code"] = Text(description: "Stable."),
                        ["message"] = Text(description: "What to mend."),
                    },
                },
            },
        },
    };

    private static OpenApiSchema Text(int? length = null, string? description = null) => new() { Type = JsonSchemaType.String, MaxLength = length, Description = description };
}
