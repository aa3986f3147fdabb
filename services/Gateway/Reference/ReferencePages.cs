using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Documents;

namespace Matchmaking.Gateway.Reference;

/// <summary>GET /api/openapi.json, /api/asyncapi.json and, for people, /reference with its pages of events and of problems.</summary>
internal static class ReferencePages
{
    private const string Prefix = "reference";

    // Nothing is loaded from elsewhere; the reader of OpenAPI documents sets styles by script and draws its arrows from data addresses.
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /// <summary>Adds what the pages are made of.</summary>
    public static void AddReference(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PublishedDocuments>();

    /// <summary>Serves the browsable reference.</summary>
    public static void UseReference(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments($"/{Prefix}", StringComparison.OrdinalIgnoreCase))
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
            }

            return next(http);
        });
        app.UseSwaggerUI(reader =>
        {
            reader.RoutePrefix = Prefix;
            reader.DocumentTitle = "Matchmaking";
            reader.SwaggerEndpoint("/api/openapi.json", "Matchmaking");
            foreach (var (_, slug) in Routes.Services)
            {
                reader.SwaggerEndpoint($"/api/openapi/{slug}.json", slug);
            }

            reader.DefaultModelsExpandDepth(0);
            reader.DocExpansion(Swashbuckle.AspNetCore.SwaggerUI.DocExpansion.None);
            reader.EnableDeepLinking();
            reader.EnableFilter();
        });
    }

    /// <summary>Maps the documents and the pages.</summary>
    public static void MapReference(this WebApplication app)
    {
        app.MapGet("/api/openapi.json", async (HttpContext http, PublishedDocuments documents, CancellationToken cancellation) =>
        {
            var published = await documents.Get(cancellation);
            return Json(http, published.Bytes, published.ETag);
        });
        var events = EventsDocument.Bytes();
        app.MapGet("/api/asyncapi.json", (HttpContext http) => Json(http, events, PublishedDocuments.ETagOf(events)));
        app.MapGet($"/{Prefix}/events", () => Html(EventsPage.Of(JsonNode.Parse(events)!)));
        app.MapGet($"/{Prefix}/problems", async (PublishedDocuments documents, CancellationToken cancellation) => Html(ProblemsPage.Of(await documents.Get(cancellation))));
        var style = Style();
        app.MapGet($"/{Prefix}/reference.css", () => Results.Text(style, "text/css", Encoding.UTF8));
    }

    private static IResult Json(HttpContext http, byte[] bytes, string etag)
    {
        http.Response.Headers.ETag = etag;
        http.Response.Headers.CacheControl = "no-cache";
        // Weak comparison: what compresses an answer on the way marks its ETag as weak.
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == etag || tag == $"W/{etag}")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, "application/json");
    }

    private static IResult Html(string page) => Results.Text(page, "text/html", Encoding.UTF8);

    private static string Style()
    {
        using var css = typeof(ReferencePages).Assembly.GetManifestResourceStream("reference.css")!;
        using var reader = new StreamReader(css);
        return reader.ReadToEnd();
    }
}
