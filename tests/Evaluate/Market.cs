using System.Diagnostics;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>The talents of a file as an index, and for a demand that was made from one of their documents the index without it.</summary>
internal sealed class Market
{
    private readonly Dictionary<string, Talent> talents;
    private readonly Dictionary<Guid, string> names;

    internal Market(Dictionary<string, Talent> talents)
    {
        this.talents = talents;
        names = talents.Values.ToDictionary(talent => talent.Entry.Id, talent => talent.Id);
        var graph = KnowledgeGraph.Default;
        var watch = Stopwatch.StartNew();
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, graph);
        _ = index.Load(talents.Values.Select(talent => talent.Entry));
        index.Merging.Wait();
        IndexTime = watch.Elapsed;
        watch.Restart();
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        LatentTime = watch.Elapsed;
        Snapshot = index.Current;

        // Counted from the youngest document, not from today: the same files give the same figures next year.
        var youngest = talents.Values.SelectMany(talent => talent.Entry.Item.Documents).Max(document => document.Date);
        Moment = RankingMoment.Of(youngest ?? new DateOnly(2026, 1, 1));
    }

    internal IndexSnapshot<Candidate> Snapshot { get; }

    internal RankingMoment Moment { get; }

    /// <summary>What cutting the texts, counting their terms and merging took, files read before.</summary>
    internal TimeSpan IndexTime { get; }

    /// <summary>What training the latent space took, and placing the documents in it.</summary>
    internal TimeSpan LatentTime { get; }

    internal double DocumentsPerSecond => Snapshot.DocumentCount / IndexTime.TotalSeconds;

    internal IReadOnlyDictionary<string, Talent> Talents => talents;

    internal string NameOf(Guid id) => names[id];

    /// <summary>The talents as a demand may see them.</summary>
    internal IndexSnapshot<Candidate> For(Demand demand)
    {
        if (demand.ExcludedDocument is not { } excluded)
        {
            return Snapshot;
        }

        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, Snapshot.Graph);
        index.Restore(Snapshot.Segments, Snapshot.Space);
        _ = index.Load(talents.Values.Where(talent => talent.DocumentIds.Contains(excluded)).Select(talent => Without(talent, excluded)).ToArray());
        index.Merging.Wait();
        return index.Current;
    }

    private static IndexEntry<Candidate> Without(Talent talent, string excluded)
    {
        var candidate = talent.Entry.Item;
        var kept = candidate.Documents.Where((_, i) => talent.DocumentIds[i] != excluded).ToArray();
        return CandidateEntry.Of(talent.Entry.Id, talent.Entry.Revision + 1, candidate with { Documents = kept });
    }
}
