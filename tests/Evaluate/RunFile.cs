using System.Globalization;

namespace Matchmaking.Evaluate;

/// <summary>The run of one ranker in TREC's form: demand Q0 talent rank score ranker.</summary>
internal static class RunFile
{
    internal static void Write(
        string path, string ranker, IReadOnlyList<(string Id, IEnumerable<RankedTalent> List)> lists) =>
        OutputFile.Write(path, writer =>
        {
            foreach (var (id, list) in lists)
            {
                var rank = 0;
                foreach (var (talent, score) in list)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{id} Q0 {talent} {++rank} {score:R} {ranker}\n"));
                }
            }
        });
}

/// <summary>Writes a result file; a path that cannot be written is said in one line.</summary>
internal static class OutputFile
{
    internal static void Write(string path, Action<TextWriter> write)
    {
        try
        {
            using var writer = new StreamWriter(path);
            write(writer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluateException($"{path}: cannot be written ({error.Message})");
        }
    }
}
