namespace Matchmaking.Ranking.Decisions;

/// <summary>A demand of which at least one match was decided, with all that its reviewer was shown.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="Enterprise">Credit code of who posted it.</param>
/// <param name="DecidedAt">When its first match was decided, UTC.</param>
/// <param name="Pairs">Each expert once, as shown when decided, or else as shown last; by rank, then by id.</param>
internal sealed record DecidedDemand(Guid DemandId, string Enterprise, DateTimeOffset DecidedAt, IReadOnlyList<ShownPair> Pairs)
{
    /// <summary>Pairs whose decision says something about relevance.</summary>
    internal IEnumerable<ShownPair> Graded => Pairs.Where(pair => pair.Verdict?.Grade is not null);

    /// <summary>Whether pairs of two grades are among them: only then an order can be right or wrong.</summary>
    internal bool Tells => Graded.Select(pair => pair.Verdict!.Grade).Distinct().Count() > 1;
}

/// <summary>A pair as a list showed it.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Rank">Position, from 1.</param>
/// <param name="Scorecard">The scorecard's points.</param>
/// <param name="Features">In the order of the catalogue; what is unknown is NaN.</param>
/// <param name="Verdict">What the reviewer decided; null while undecided.</param>
internal sealed record ShownPair(Guid TalentId, int Rank, double Scorecard, float[] Features, Verdict? Verdict);

/// <summary>A decision with what became of it.</summary>
/// <param name="Grade">0 to 3; null where it says nothing about relevance.</param>
/// <param name="IsAccepted">Whether the reviewer accepted the match.</param>
internal sealed record Verdict(int? Grade, bool IsAccepted);
