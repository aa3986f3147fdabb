namespace Matchmaking.Audit.Verify;

/// <summary>Walks along the chains, organisation by organisation in the order of the sequence, and names what is wrong. Keeps one row, however many there are.</summary>
/// <param name="witness">The heads that stand outside the database.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class ChainWalk(IReadOnlyDictionary<string, ChainHead> witness, Faults faults)
{
    private const int MostUnexplained = 1000;

    private readonly EntryHash hashes = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private ChainedEntry? last;
    private bool isLastWhole;

    /// <summary>Rows so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Organisations so far.</summary>
    public int Organisations => seen.Count;

    /// <summary>Rows, the first thousand, whose fields do not give their hash; they may stand in another place than their own.</summary>
    public List<ChainedEntry> Unexplained { get; } = [];

    /// <summary>Where the chains end that are longer than the witness says.</summary>
    public Dictionary<string, long> Ahead { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks the next row. <paramref name="isErasureRecorded"/> says whether the trail tells of the erasure of its detail.</summary>
    public void Next(ChainedEntry row, bool isErasureRecorded)
    {
        if (row.Organisation != last?.Organisation)
        {
            EndChain();
            seen.Add(row.Organisation);
        }

        Entries++;
        var isWhole = hashes.Of(row).AsSpan().SequenceEqual(row.Hash);
        CheckPlace(row);
        if (!isWhole && Unexplained.Count < MostUnexplained)
        {
            Unexplained.Add(row);
        }
        else if (!isWhole)
        {
            Alter(row);
        }
        else if (!FollowsLast(row))
        {
            faults.Add(row.Organisation, row.Sequence, "rewritten", "it is whole, but does not follow the row before it: everything up to there, or from here on, was made anew");
        }

        CheckDetail(row, isErasureRecorded);
        if (witness.TryGetValue(row.Organisation, out var head) && head.Sequence == row.Sequence && head.Hash != Convert.ToHexStringLower(row.Hash) && isWhole)
        {
            faults.Add(row.Organisation, row.Sequence, "rewritten", $"the witness saw another row here on {head.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: it, or what stands before it, was made anew");
        }

        (last, isLastWhole) = (row, isWhole);
    }

    /// <summary>Says of an unexplained row whether it stands at another place than its own; <paramref name="places"/> are those where it might belong.</summary>
    public void Explain(ChainedEntry row, IEnumerable<long> places)
    {
        if (places.Where(place => place != row.Sequence && hashes.Of(row, place, row.PreviousHash).AsSpan().SequenceEqual(row.Hash)).Take(1).ToArray() is [var own])
        {
            faults.Add(row.Organisation, row.Sequence, "reordered", $"the row that stands here belongs to place {own}");
        }
        else
        {
            Alter(row);
        }
    }

    /// <summary>After the last row.</summary>
    public void End()
    {
        EndChain();
        last = null;
        foreach (var head in witness.Values.Where(head => !seen.Contains(head.Organisation)).OrderBy(head => head.Organisation, StringComparer.Ordinal))
        {
            faults.Add(head.Organisation, null, "removed", $"rows 1 to {head.Sequence}, which the witness saw, are all missing");
        }
    }

    private void EndChain()
    {
        if (last is null)
        {
            return;
        }

        var witnessed = witness.GetValueOrDefault(last.Organisation)?.Sequence ?? 0;
        if (witnessed > last.Sequence)
        {
            faults.Add(last.Organisation, last.Sequence + 1, "removed", $"{Missing(last.Sequence + 1, witnessed)} at the end, which the witness saw");
        }
        else if (witnessed < last.Sequence)
        {
            Ahead[last.Organisation] = last.Sequence;
        }
    }

    private static string Missing(long first, long end) => first == end ? $"row {first} is missing" : $"rows {first} to {end} are missing";

    private void Alter(ChainedEntry row) => faults.Add(row.Organisation, row.Sequence, "altered", "its fields, with the hash before, do not give its hash");

    private void CheckPlace(ChainedEntry row)
    {
        var due = row.Organisation == last?.Organisation ? last.Sequence + 1 : 1;
        if (row.Sequence > due)
        {
            faults.Add(row.Organisation, due, "removed", Missing(due, row.Sequence - 1));
        }
        else if (row.Sequence < due)
        {
            faults.Add(row.Organisation, row.Sequence, "inserted", row.Sequence < 1 ? "a chain begins at 1" : "the place is taken twice");
        }
    }

    // After a gap, or a row that is named itself, nobody knows what the hash before was.
    private bool FollowsLast(ChainedEntry row)
    {
        if (row.Organisation != last?.Organisation)
        {
            return row.Sequence != 1 || row.PreviousHash.AsSpan().SequenceEqual(EntryHash.None);
        }

        return row.Sequence != last.Sequence + 1 || !isLastWhole || row.PreviousHash.AsSpan().SequenceEqual(last.Hash);
    }

    private void CheckDetail(ChainedEntry row, bool isErasureRecorded)
    {
        if (row.Detail is null)
        {
            if (row.DetailHash is not null && !isErasureRecorded)
            {
                faults.Add(row.Organisation, row.Sequence, "detail_removed", "its detail is gone and no entry says that it was erased");
            }
            else if (row.DetailSalt is not null)
            {
                faults.Add(row.Organisation, row.Sequence, "detail_altered", "it has a salt and no detail");
            }
        }
        else if (row.DetailSalt is null || row.DetailHash is null || !EntryHash.OfDetail(row.DetailSalt, row.Detail).AsSpan().SequenceEqual(row.DetailHash))
        {
            faults.Add(row.Organisation, row.Sequence, "detail_altered", "its detail, or the salt, does not give the detail's hash");
        }
    }
}
