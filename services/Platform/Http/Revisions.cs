using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>Optimistic concurrency: the revision of a resource travels as a strong ETag and comes back as If-Match.</summary>
public static class Revisions
{
    /// <summary>Sets ETag to <paramref name="revision"/>.</summary>
    public static void SetETag(HttpContext http, long revision) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>True when the caller sent no If-Match, or one that names <paramref name="revision"/>.</summary>
    public static bool Matches(HttpContext http, long revision)
    {
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return ifMatch.Length == 0 || ifMatch == "*"
            || ifMatch.Split(',', StringSplitOptions.TrimEntries).Contains(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));
    }
}
