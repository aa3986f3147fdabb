using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>Optimistic concurrency: the revision of a resource travels as a strong ETag and comes back as If-Match; a version does so as If-None-Match.</summary>
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

    /// <summary>Sets ETag to <paramref name="version"/>; true when the caller has it already and 304 is the answer.</summary>
    public static bool IsKnown(HttpContext http, string version)
    {
        http.Response.Headers.ETag = $"\"{version}\"";
        // Weak comparison: what compresses an answer on the way marks its ETag as weak.
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Any(tag => tag == "*" || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag) == $"\"{version}\"");
    }
}
