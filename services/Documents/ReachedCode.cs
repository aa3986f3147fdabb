using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
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
    private static readonly HashSet<string> Known = [.. ProblemTitles.Codes];

    private static readonly ConcurrentDictionary<MethodBase, ReachedCode> Found = new();

    /// <summary>What <paramref name="handler"/> can come to.</summary>
    public static ReachedCode Of(MethodBase handler) => Found.GetOrAdd(handler, Walk);

    private static ReachedCode Walk(MethodBase handler)
    {
        var seen = new HashSet<MethodBase>();
        var waiting = new Stack<MethodBase>([handler]);
        var made = new HashSet<(int, string)>();
        var (open, thrown) = (new HashSet<int>(), new HashSet<string>());
        while (waiting.TryPop(out var next))
        {
            if (Open(next) is not { } method || !seen.Add(method))
            {
                continue;
            }

            // What awaits or yields has its code in a type of its own.
            if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            {
                waiting.Push(machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!);
            }

            foreach (var reached in Read(method, made, open, thrown))
            {
                waiting.Push(reached);
            }
        }

        // A problem made of an exception takes its code from there.
        made.UnionWith(open.SelectMany(status => thrown.Select(code => (status, code))));
        return new ReachedCode([.. made.Order()], seen.Any(method => method.DeclaringType == typeof(Revisions) && method.Name != nameof(Revisions.Refuse)), seen.Any(method => method.DeclaringType == typeof(Keyset)));
    }

    private static List<MethodBase> Read(MethodBase method, HashSet<(int, string)> made, HashSet<int> open, HashSet<string> thrown)
    {
        var reached = new List<MethodBase>();
        var (status, codes, all) = (0, new List<string>(), new List<string>());
        foreach (var instruction in InstructionStream.Of(method))
        {
            switch (instruction)
            {
                case int number when number is >= 400 and < 600:
                    (status, codes) = (number, []);
                    break;
                case string text when Known.Contains(text):
                    codes.Add(text);
                    all.Add(text);
                    break;
                case MethodBase called when called.DeclaringType == typeof(ApiProblem):
                    made.UnionWith(called.Name == nameof(ApiProblem.Invalid400) ? [(400, ApiProblem.Invalid)] : codes.Select(code => (status, code)));
                    if (called.Name == nameof(ApiProblem.Of) && codes.Count == 0 && status > 0)
                    {
                        open.Add(status);
                    }

                    (status, codes) = (0, []);
                    break;
                case MethodBase called:
                    if (called is ConstructorInfo { DeclaringType: { } type } && type.IsSubclassOf(typeof(Exception)))
                    {
                        thrown.UnionWith(all);
                    }

                    reached.Add(called);
                    break;
            }
        }

        return reached;
    }

    // Of a method for certain types, the one for all types; nothing of what is not ours.
    private static MethodBase? Open(MethodBase method) =>
        method.DeclaringType?.Assembly.GetName().Name?.StartsWith("Matchmaking.", StringComparison.Ordinal) == true ? method.Module.ResolveMethod(method.MetadataToken) : null;
}
