using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>All rows of a list, page by page, along the Link headers.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<JsonNode> Of(
        GatewayApi gateway, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? page = path; page is not null;)
        {
            var answer = await gateway.Get(page, cancellation);
            if (!answer.Succeeded)
            {
                throw Refusal.Of(page, answer);
            }

            foreach (var row in answer.Body!["items"]!.AsArray())
            {
                yield return row!;
            }

            page = answer.NextPage is { } next ? Through(path, next) : null;
        }
    }

    // A service behind the gateway knows its own path and address only; what counts of its link is the query.
    private static string Through(string path, Uri next)
    {
        var link = next.ToString();
        var query = link.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? link : path[..path.IndexOf('?', StringComparison.Ordinal)] + link[query..];
    }
}
