namespace Matchmaking.Knowledge.Graph;

/// <summary>Settings of the knowledge graph.</summary>
public sealed class KnowledgeOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Knowledge";

    /// <summary>Folder with further technologies (*.jsonl) and phrases that are none (stops.txt); null for the built-in ones alone.</summary>
    public string? Folder { get; init; }
}
