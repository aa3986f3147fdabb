using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Tables;

/// <summary>A JSON-LD 1.1 document. What HTML would read (&lt;, &gt;, &amp;, quotes) is escaped, so that it may stand in a script element.</summary>
public sealed class JsonLdAnswer(JsonObject document) : IResult
{
    /// <summary>Media type, with the vocabulary as its profile left to the context.</summary>
    public const string MediaType = "application/ld+json";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType;
        return JsonSerializer.SerializeAsync(httpContext.Response.BodyWriter, document, Json, httpContext.RequestAborted);
    }
}
