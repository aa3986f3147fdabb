using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Ranking.Storage;

/// <summary>Where the index is kept on disk between two starts.</summary>
public sealed class IndexOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Index";

    /// <summary>A folder of this process alone; empty keeps the index in memory only, and every start reads all profiles.</summary>
    public string? Folder { get; set; }

    /// <summary>How often changes are stored.</summary>
    [Range(1, 86_400)]
    public int StoreEverySeconds { get; set; } = 60;

    /// <summary>How often segments are rewritten without the replaced and withdrawn profiles they still hold, in memory and on disk.</summary>
    [Range(1, 168)]
    public int PurgeEveryHours { get; set; } = 24;
}
