using System.Collections.Concurrent;
using System.Reflection;
using Matchmaking.Platform.Http;

namespace Matchmaking.Documents;

/// <summary>
/// Which problems an endpoint can answer and which headers it sets, read out of the code that it reaches: every problem is made by <see cref="ApiProblem.Of"/> from
/// a status and a code that stand there as constants. A list kept by hand would be wrong with the next change of a slice.
/// </summary>
/// <param name="Problems">Status and code of each problem.</param>
/// <param name="HasETag">Whether an answer has an ETag.</param>
/// <param name="HasPages">Whether an answer links to its next page.</param>
internal sealed record ReachedCode(IReadOnlyList<(int Status, string Code)> Problems, bool HasETag, bool HasPages)
{
    private static readonly ConcurrentDictionary<MethodBase, ReachedCode> Found = new();

    /// <summary>What <paramref name="handler"/> can come to.</summary>
    public static ReachedCode Of(MethodBase handler) => Found.GetOrAdd(handler, Walk);

    private static ReachedCode Walk(MethodBase handler)
    {
        var seen = new HashSet<MethodBase>();
        var waiting = new Stack<MethodBase>([handler]);
        var problems = new HashSet<(int, string)>();
        var (open, named) = (new HashSet<int>(), new HashSet<string>());
        while (waiting.TryPop(out var method))
        {
            if (!seen.Add(method))
            {
                continue;
            }

            var reading = MethodReading.Of(method);
            problems.UnionWith(reading.Problems);
            open.UnionWith(reading.Open);
            named.UnionWith(reading.Named);
            foreach (var reached in reading.Reached)
            {
                waiting.Push(reached);
            }
        }

        // A problem whose code is not a constant takes it from an exception, or from a method that names the code.
        problems.UnionWith(open.SelectMany(status => named.Select(code => (status, code))));
        return new ReachedCode(
            [.. problems.Order()],
            seen.Any(method => method.DeclaringType == typeof(Revisions) && method.Name != nameof(Revisions.Refuse)),
            seen.Any(method => method.DeclaringType == typeof(Keyset)));
    }
}
