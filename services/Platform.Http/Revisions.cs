using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Platform.Http;

/// <summary>Optimistic concurrency: the revision of a resource travels as a strong ETag and comes back as If-Match; a version does so as If-None-Match.</summary>
public static class Revisions
{
    /// <summary>Sets ETag to <paramref name="revision"/>.</summary>
    public static void SetETag(HttpContext http, long revision) =>
        http.Response.Headers.ETag = AskedLanguage.TagOf(http, revision.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The problem that keeps a change from being made: no If-Match (428, RFC 6585), or one that names another revision (412). Null when it names
    /// <paramref name="revision"/>, or says <c>*</c>: whatever stands there.
    /// </summary>
    public static ProblemHttpResult? Refuse(HttpContext http, long revision)
    {
        var ifMatch = AskedLanguage.WithoutLanguage(http.Request.Headers.IfMatch.ToString());
        return ifMatch.Length == 0 ? SharedProblems.IfMatchMissing()
            : ifMatch == "*" || ifMatch.Split(',', StringSplitOptions.TrimEntries).Contains(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"")) ? null
            : SharedProblems.RevisionChanged(revision);
    }

    /// <summary>Sets ETag to <paramref name="version"/>; true when the caller has it already and 304 is the answer.</summary>
    public static bool IsKnown(HttpContext http, string version)
    {
        var known = AskedLanguage.TagOf(http, version);
        http.Response.Headers.ETag = known;
        // Weak comparison: what compresses an answer on the way marks its ETag as weak.
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Any(tag => tag == "*" || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag) == known);
    }
}
