using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Graph;

/// <summary>An expert or a need with its technologies.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Revision">The revision that was linked.</param>
/// <param name="Technologies">Heaviest first.</param>
/// <param name="IsListed">Whether others may be told of it: experts who agreed to be matched, needs that are public.</param>
/// <param name="Institute">Hash of the institute's credit code; 0 when unknown and for needs.</param>
/// <param name="Titles">Hashes of the titles of the achievements; empty for needs.</param>
internal sealed record LinkedEntry(Guid Id, long Revision, WeightedTechnology[] Technologies, bool IsListed, ulong Institute, ulong[] Titles);

/// <summary>
/// One side of the market by technology, worked out when it is asked for: only entries that are new or changed since the last time are
/// linked again, so that a question after one change costs one profile, not all.
/// </summary>
internal sealed class LinkedEntries<TItem>(int technologies, Func<Indexed<TItem>, LinkedEntry> link)
{
    private readonly Lock gate = new();
    private LinkedView view = new("", [], technologies);

    /// <summary>The view of a snapshot.</summary>
    internal LinkedView Of(IndexSnapshot<TItem> snapshot)
    {
        var digest = snapshot.Digest;
        if (Volatile.Read(ref view) is { } known && known.Digest == digest)
        {
            return known;
        }

        lock (gate)
        {
            if (view.Digest != digest)
            {
                Volatile.Write(ref view, new LinkedView(digest, Linked(snapshot), technologies));
            }

            return view;
        }
    }

    private Dictionary<Guid, LinkedEntry> Linked(IndexSnapshot<TItem> snapshot)
    {
        var entries = new Dictionary<Guid, LinkedEntry>(snapshot.Count);
        foreach (var id in snapshot.Ids())
        {
            entries[id] = view.Entries.TryGetValue(id, out var linked) && linked.Revision == snapshot.RevisionOf(id) ? linked : link(snapshot.Find(id)!);
        }

        return entries;
    }
}

/// <summary>Experts or needs as of one snapshot, by technology.</summary>
internal sealed class LinkedView
{
    private readonly List<(LinkedEntry Entry, double Weight)>?[] byTechnology;
    private readonly Lazy<ILookup<ulong, LinkedEntry>> byInstitute;
    private readonly Lazy<ILookup<ulong, LinkedEntry>> byTitle;

    internal LinkedView(string digest, Dictionary<Guid, LinkedEntry> entries, int technologies)
    {
        Digest = digest;
        Entries = entries;
        byTechnology = new List<(LinkedEntry, double)>?[technologies];
        foreach (var entry in entries.Values.Where(entry => entry.IsListed))
        {
            foreach (var found in entry.Technologies)
            {
                (byTechnology[found.Technology] ??= []).Add((entry, found.Weight));
            }
        }

        byInstitute = new(() => Listed().Where(entry => entry.Institute != 0).ToLookup(entry => entry.Institute));
        byTitle = new(() => Listed().SelectMany(entry => entry.Titles.Distinct().Select(title => (title, entry))).ToLookup(pair => pair.title, pair => pair.entry));
    }

    /// <summary>Names the snapshot.</summary>
    internal string Digest { get; }

    /// <summary>Everybody and everything, also what may not be listed.</summary>
    internal IReadOnlyDictionary<Guid, LinkedEntry> Entries { get; }

    /// <summary>How many may be listed for a technology.</summary>
    internal int CountOf(int technology) => byTechnology[technology]?.Count ?? 0;

    /// <summary>Those to list for a technology: heaviest first, equal weights by rising id.</summary>
    internal IEnumerable<(LinkedEntry Entry, double Weight)> Of(int technology) =>
        (byTechnology[technology] ?? []).OrderByDescending(found => found.Weight).ThenBy(found => found.Entry.Id);

    /// <summary>Those to list of an institute.</summary>
    internal IEnumerable<LinkedEntry> OfInstitute(ulong institute) => institute == 0 ? [] : byInstitute.Value[institute];

    /// <summary>Those to list that have an achievement of a title.</summary>
    internal IEnumerable<LinkedEntry> WithTitle(ulong title) => byTitle.Value[title];

    private IEnumerable<LinkedEntry> Listed() => Entries.Values.Where(entry => entry.IsListed);
}
