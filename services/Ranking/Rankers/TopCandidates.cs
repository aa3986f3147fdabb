using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Rankers;

/// <summary>Keeps the best of a stream of scored entries in a bounded heap; equal scores are decided by the lower id.</summary>
internal sealed class TopCandidates(int depth)
{
    private readonly PriorityQueue<EntryPlace, (double Score, Guid Id)> worstFirst = new(new WorstFirst());

    internal void Offer(EntryPlace place, Guid id, double score)
    {
        if (worstFirst.Count < depth)
        {
            worstFirst.Enqueue(place, (score, id));
        }
        else
        {
            _ = worstFirst.EnqueueDequeue(place, (score, id));
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
