using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Matchmaking.Platform.Http;

namespace Matchmaking.Documents;

/// <summary>What one method says by itself.</summary>
/// <param name="Problems">Status and code of the problems that it makes.</param>
/// <param name="Open">Statuses of problems whose code it is given.</param>
/// <param name="Named">Codes that it names for others: as its answer, or in an exception.</param>
/// <param name="Reached">Methods of ours that it calls or points to.</param>
internal sealed record MethodReading(IReadOnlyList<(int Status, string Code)> Problems, IReadOnlyList<int> Open, IReadOnlyList<string> Named, IReadOnlyList<MethodBase> Reached)
{
    private static readonly HashSet<string> Known = [.. ProblemTitles.Codes];

    private static readonly ConcurrentDictionary<Assembly, bool> Ours = new();

    // Many endpoints come to the same methods.
    private static readonly ConcurrentDictionary<MethodBase, MethodReading> Readings = new();

    /// <summary>Reads a method.</summary>
    public static MethodReading Of(MethodBase method) => Readings.GetOrAdd(method, Read);

    private static MethodReading Read(MethodBase method)
    {
        var (problems, open, reached) = (new List<(int, string)>(), new List<int>(), new HashSet<MethodBase>());
        var (status, codes, all) = (0, new List<string>(), new List<string>());
        var isNaming = method is MethodInfo { ReturnType: var answer } && answer == typeof(string);
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
                    problems.AddRange(called.Name == nameof(ApiProblem.Invalid400) ? [(400, ApiProblem.Invalid)] : codes.Select(code => (status, code)));
                    if (called.Name == nameof(ApiProblem.Of) && codes.Count == 0 && status > 0)
                    {
                        open.Add(status);
                    }

                    (status, codes) = (0, []);
                    break;
                case MethodBase called:
                    isNaming |= called is ConstructorInfo { DeclaringType: { } type } && type.IsSubclassOf(typeof(Exception));
                    Add(reached, called);
                    break;
            }
        }

        // What awaits or yields has its code in a type of its own.
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
        {
            Add(reached, machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!);
        }

        return new MethodReading(problems, open, isNaming ? all : [], [.. reached]);
    }

    // Of a method for certain types, the one for all types; nothing of what is not ours.
    private static void Add(HashSet<MethodBase> reached, MethodBase method)
    {
        if (method.DeclaringType is { } type && Ours.GetOrAdd(type.Assembly, assembly => assembly.GetName().Name!.StartsWith("Matchmaking.", StringComparison.Ordinal)))
        {
            reached.Add(method.Module.ResolveMethod(method.MetadataToken)!);
        }
    }
}
