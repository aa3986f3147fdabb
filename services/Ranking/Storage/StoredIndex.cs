using System.Runtime.CompilerServices;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Storage;

/// <summary>The index of candidates on disk, if the settings name a folder for it.</summary>
public sealed partial class StoredIndex(IOptions<IndexOptions> options, KnowledgeGraph graph, ILogger<StoredIndex> log)
{
    private readonly Lock saving = new();
    private readonly IndexFolder<Candidate>? folder = string.IsNullOrEmpty(options.Value.Folder)
        ? null
        : new IndexFolder<Candidate>(options.Value.Folder, CandidateFormat.Packed, $"{Tokenizer.Digest}+graph:{graph.Digest}");

    // Keeps no segment: one that was merged meanwhile leaves memory with its texts.
    private readonly ConditionalWeakTable<Segment<Candidate>, LatentVectors> vectors = [];
    private string saved = "";

    /// <summary>Fills an empty index with what was stored.</summary>
    /// <returns>How many candidates it holds now; 0 when nothing usable was stored.</returns>
    internal int Restore(CandidateIndex<Candidate> index)
    {
        if (folder is null)
        {
            return 0;
        }

        var started = TimeProvider.System.GetTimestamp();
        if (folder.TryLoad(out var reason) is not { } loaded)
        {
            if (reason is not null)
            {
                LogUnusable(log, options.Value.Folder!, reason);
            }

            return 0;
        }

        index.Restore(loaded.Segments);
        if (index.Current.Digest != loaded.Digest)
        {
            index.Restore([]);
            LogUnusable(log, options.Value.Folder!, "the manifest is damaged");
            return 0;
        }

        foreach (var (segment, placed) in loaded.Vectors)
        {
            vectors.Add(segment, placed);
        }

        LogRestored(log, index.Current.Count, options.Value.Folder!, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        return index.Current.Count;
    }

    /// <summary>The documents of a segment as they were stored, in whatever space; null when they were not, or when they have been forgotten.</summary>
    internal LatentVectors? VectorsOf(Segment<Candidate> segment) => vectors.TryGetValue(segment, out var placed) ? placed : null;

    /// <summary>Forgets the stored vectors: they are in use now, or will not be.</summary>
    internal void ForgetVectors() => vectors.Clear();

    /// <summary>Stores the index as it is, unless it is stored already.</summary>
    /// <exception cref="IOException">The disk is full or away; what was stored before is still whole.</exception>
    internal void Save(CandidateIndex<Candidate> index)
    {
        var snapshot = index.Current;
        lock (saving)
        {
            if (folder is not null && (snapshot.Digest != saved || !folder.Holds(snapshot)))
            {
                // What fails half way is not taken for stored next time.
                saved = "";
                folder.Save(snapshot);
                saved = snapshot.Digest;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Read {Candidates} candidates from {Folder} in {Seconds:F1} s")]
    private static partial void LogRestored(ILogger logger, int candidates, string folder, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index in {Folder} is not used, all profiles are read instead: {Reason}")]
    private static partial void LogUnusable(ILogger logger, string folder, string reason);
}
