namespace Matchmaking.Audit;

/// <summary>Where the heads of the chains are witnessed; section Audit.</summary>
public sealed class AuditOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Audit";

    /// <summary>
    /// Folder for one append-only file a database, <c>DATABASE.heads</c>, outside that database; made with mode 0700 where it is missing. Null for
    /// none: then nothing tells that the end of a chain was cut off, but the heads that organisations noted themselves.
    /// </summary>
    public string? WitnessFolder { get; set; }
}
