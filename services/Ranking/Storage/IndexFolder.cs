using System.Text.Json;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Storage;

/// <summary>
/// An index on disk: a file for each segment and a manifest that names them. Segments never change, so that storing again writes only what
/// is new. What cannot be read is no loss: the index is made anew from the tables.
/// </summary>
/// <param name="path">The folder; one for each process. Holds the texts of profiles: made for its owner alone (0700).</param>
/// <param name="format">How items are packed.</param>
/// <param name="pipeline">Names everything that turns texts into terms; what was made by another is not read.</param>
internal sealed class IndexFolder<TItem>(string path, ItemFormat<TItem> format, string pipeline)
{
    private const string ManifestName = "manifest.json";

    private readonly Dictionary<Segment<TItem>, string> files = [];

    /// <summary>Stores a snapshot; after it the folder holds nothing else.</summary>
    internal void Save(IndexSnapshot<TItem> snapshot)
    {
        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var live in snapshot.Segments.Where(live => !files.ContainsKey(live.Segment)))
        {
            var name = $"{Guid.NewGuid():N}.segment";
            SegmentFile.Write(Path.Combine(path, name), live.Segment, format.Version);
            files.Add(live.Segment, name);
        }

        var manifest = new Manifest(pipeline, snapshot.Digest, [.. snapshot.Segments.Select(live => new StoredSegment(files[live.Segment], [.. live.DeadEntries()]))]);
        var draft = Path.Combine(path, ManifestName + ".new");
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, manifest);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(path, ManifestName), overwrite: true);
        foreach (var gone in files.Keys.Except(snapshot.Segments.Select(live => live.Segment)).ToArray())
        {
            _ = files.Remove(gone);
        }

        Sweep([.. files.Values]);
    }

    /// <summary>Whether each segment of a snapshot has its file, and no other has one: merges change segments, but not what the index holds.</summary>
    internal bool Holds(IndexSnapshot<TItem> snapshot) =>
        snapshot.Segments.Length == files.Count && Array.TrueForAll(snapshot.Segments, live => files.ContainsKey(live.Segment));

    /// <summary>Reads the segments back.</summary>
    /// <param name="reason">Why there are none; null when there is nothing stored at all.</param>
    internal IReadOnlyList<LiveSegment<TItem>>? TryLoad(out string? reason)
    {
        reason = null;
        files.Clear();
        var name = Path.Combine(path, ManifestName);
        if (!File.Exists(name))
        {
            return null;
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(name)) ?? throw new InvalidDataException("the manifest is empty");
            if (manifest.Pipeline != pipeline)
            {
                throw new InvalidDataException($"texts were read by {manifest.Pipeline}, now {pipeline}");
            }

            var segments = new List<LiveSegment<TItem>>();
            foreach (var stored in manifest.Segments)
            {
                var segment = SegmentFile.Read(Path.Combine(path, stored.File), format);
                files.Add(segment, stored.File);
                var live = new LiveSegment<TItem>(segment);
                segments.Add(stored.Dead.Count > 0 ? live.Without(stored.Dead) : live);
            }

            return segments;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or UnauthorizedAccessException or ArgumentException or IndexOutOfRangeException)
        {
            files.Clear();
            reason = error.Message;
            return null;
        }
    }

    private void Sweep(IReadOnlyCollection<string> kept)
    {
        foreach (var file in Directory.EnumerateFiles(path, "*.segment").Where(file => !kept.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    private sealed record Manifest(string Pipeline, string Digest, IReadOnlyList<StoredSegment> Segments);

    private sealed record StoredSegment(string File, IReadOnlyList<int> Dead);
}
