using System.Text.Json;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Storage;

/// <summary>
/// An index on disk: a file for each segment, another for its places in the latent space, and a manifest that names them. Segments never change, so that storing
/// again writes only what is new. What cannot be read is no loss: the index is made anew from the tables.
/// </summary>
/// <param name="path">The folder; one for each process. Holds the texts of profiles: made for its owner alone (0700).</param>
/// <param name="format">How items are packed.</param>
/// <param name="pipeline">Names everything that turns texts into terms; what was made by another is not read.</param>
internal sealed class IndexFolder<TItem>(string path, ItemFormat<TItem> format, string pipeline)
{
    private const string ManifestName = "manifest.json";
    private const string SegmentSuffix = ".segment";
    private const string VectorsSuffix = ".vectors";

    private readonly Dictionary<Segment<TItem>, StoredFiles> files = [];

    /// <summary>Stores a snapshot; after it the folder holds nothing else.</summary>
    internal void Save(IndexSnapshot<TItem> snapshot)
    {
        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var live in snapshot.Segments)
        {
            StoreSegment(live.Segment);
            StoreVectors(live);
        }

        var manifest = new Manifest(
            pipeline, snapshot.Digest, [.. snapshot.Segments.Select(live => new StoredSegment(files[live.Segment].Segment, files[live.Segment].Vectors, [.. live.DeadEntries()]))]);
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

        Sweep([.. files.Values.SelectMany(stored => new[] { stored.Segment, stored.Vectors }).OfType<string>()]);
    }

    /// <summary>Whether each segment of a snapshot has its files, and no other has one: merges change segments, but not what the index holds.</summary>
    internal bool Holds(IndexSnapshot<TItem> snapshot) =>
        snapshot.Segments.Length == files.Count
        && Array.TrueForAll(snapshot.Segments, live => files.TryGetValue(live.Segment, out var stored) && (live.Vectors is null || live.Vectors.Space == stored.Space));

    /// <summary>Reads the segments back.</summary>
    /// <param name="reason">Why there are none; null when there is nothing stored at all.</param>
    internal LoadedIndex<TItem>? TryLoad(out string? reason)
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
            var vectors = new Dictionary<Segment<TItem>, LatentVectors>();
            foreach (var stored in manifest.Segments)
            {
                var segment = SegmentFile.Read(Path.Combine(path, stored.File), format);
                var live = new LiveSegment<TItem>(segment);
                segments.Add(stored.Dead.Count > 0 ? live.Without(stored.Dead) : live);
                if (TryReadVectors(stored.Vectors, segment) is { } placed)
                {
                    vectors.Add(segment, placed);
                }

                files.Add(segment, new StoredFiles(stored.File, stored.Vectors, vectors.GetValueOrDefault(segment)?.Space));
            }

            return new LoadedIndex<TItem>(segments, vectors, manifest.Digest);
        }
        catch (Exception error)
        {
            // Whatever is wrong with a file: the index is made anew, and a start never ends by it.
            files.Clear();
            reason = error.Message;
            return null;
        }
    }

    // Vectors of a space that is no longer the snapshot's stay until there are others: a service that has just started has no space yet.
    private void StoreVectors(LiveSegment<TItem> live)
    {
        if (live.Vectors is { } vectors && vectors.Space != files[live.Segment].Space)
        {
            var name = $"{Guid.NewGuid():N}{VectorsSuffix}";
            WriteWhole(name, file => VectorsFile.Write(file, vectors));
            files[live.Segment] = files[live.Segment] with { Vectors = name, Space = vectors.Space };
        }
    }

    private void StoreSegment(Segment<TItem> segment)
    {
        if (!files.ContainsKey(segment))
        {
            var name = $"{Guid.NewGuid():N}{SegmentSuffix}";
            WriteWhole(name, file => SegmentFile.Write(file, segment, format.Version));
            files.Add(segment, new StoredFiles(name, null, null));
        }
    }

    // On a full disk the half of a file would take the room that the next attempt needs.
    private void WriteWhole(string name, Action<string> write)
    {
        var file = Path.Combine(path, name);
        try
        {
            write(file);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    // Without them the documents are placed anew; that is no reason to do without the segment.
    private LatentVectors? TryReadVectors(string? file, Segment<TItem> segment)
    {
        try
        {
            return file is not null && VectorsFile.Read(Path.Combine(path, file)) is var vectors && vectors.Scales.Length == segment.Documents.DocumentCount ? vectors : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private void Sweep(IReadOnlyCollection<string> kept)
    {
        foreach (var file in Directory.EnumerateFiles(path).Where(file => IsOurs(file) && !kept.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    private static bool IsOurs(string file) => file.EndsWith(SegmentSuffix, StringComparison.Ordinal) || file.EndsWith(VectorsSuffix, StringComparison.Ordinal);

    private sealed record Manifest(string Pipeline, string Digest, IReadOnlyList<StoredSegment> Segments);

    private sealed record StoredSegment(string File, string? Vectors, IReadOnlyList<int> Dead);

    // Space: the one that the stored vectors lie in.
    private sealed record StoredFiles(string Segment, string? Vectors, string? Space);
}

/// <summary>What was read back.</summary>
/// <param name="Segments">The segments, in no latent space yet.</param>
/// <param name="Vectors">Their documents in the space they were stored in; a segment may have none.</param>
/// <param name="Digest">Names the content that was stored (<see cref="IndexDigest"/>): what has another was not stored so.</param>
internal sealed record LoadedIndex<TItem>(IReadOnlyList<LiveSegment<TItem>> Segments, IReadOnlyDictionary<Segment<TItem>, LatentVectors> Vectors, string Digest);
