namespace Matchmaking.Ranking.Index;

/// <summary>Keeps the best of a stream of scored entries in a bounded heap; equal scores are decided by the lower id.</summary>
internal sealed class TopEntries(int depth)
{
    private readonly PriorityQueue<EntryPlace, (double Score, Guid Id)> worstFirst = new(new WorstFirst());

    /// <summary>What an entry must reach to be kept: the lowest score kept, once there are enough.</summary>
    internal double Threshold { get; private set; } = double.NegativeInfinity;

    internal void Offer(EntryPlace place, Guid id, double score)
    {
        if (worstFirst.Count < depth)
        {
            worstFirst.Enqueue(place, (score, id));
        }
        else if (score >= Threshold)
        {
            _ = worstFirst.EnqueueDequeue(place, (score, id));
        }

        if (worstFirst.Count == depth && worstFirst.TryPeek(out _, out var worst))
        {
            Threshold = worst.Score;
        }
    }

    /// <summary>Empties the heap, best first.</summary>
    internal (EntryPlace Place, double Score)[] Take()
    {
        var taken = new (EntryPlace, double)[worstFirst.Count];
        for (var i = taken.Length - 1; i >= 0; i--)
        {
            _ = worstFirst.TryDequeue(out var place, out var priority);
            taken[i] = (place, priority.Score);
        }

        return taken;
    }

    private sealed class WorstFirst : IComparer<(double Score, Guid Id)>
    {
        public int Compare((double Score, Guid Id) x, (double Score, Guid Id) y)
        {
            var byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : y.Id.CompareTo(x.Id);
        }
    }
}
