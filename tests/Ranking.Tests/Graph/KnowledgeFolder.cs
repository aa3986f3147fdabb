namespace Matchmaking.Ranking.Tests.Graph;

/// <summary>A folder of a bureau's own technologies, gone at the end.</summary>
internal sealed class KnowledgeFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("knowledge").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal void Write(string file, params string[] lines) => File.WriteAllLines(System.IO.Path.Combine(Path, file), lines);
}
