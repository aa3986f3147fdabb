using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Rankers;

/// <summary>Orders the candidates of a snapshot for one demand. Baselines are rankers too; the same call serves and is evaluated.</summary>
public interface IRanker
{
    /// <summary>Short name, as options and reports use it.</summary>
    string Name { get; }

    /// <summary>Names the ranker, its version and its weights. Whoever changes a constant that these do not show raises the version.</summary>
    string Digest { get; }

    /// <summary>Ranks candidates; who is excluded (<see cref="Exclusions.Exclusion"/>) never appears.</summary>
    /// <param name="query">The demand.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="depth">The most candidates to return, at least 1.</param>
    /// <returns>Best first; equal scores by rising id.</returns>
    IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth);
}

/// <summary>A candidate with the score one ranker gave.</summary>
/// <param name="Entry">The candidate.</param>
/// <param name="Score">Higher is better; the scale is the ranker's own.</param>
public readonly record struct RankedCandidate(Indexed<Candidate> Entry, double Score);

/// <summary>What a ranking depends on besides demand and candidates.</summary>
/// <param name="Today">The day to count from.</param>
/// <param name="Engagements">Engagements in progress by talent; who is missing has none.</param>
public sealed record RankingMoment(DateOnly Today, IReadOnlyDictionary<Guid, int> Engagements)
{
    /// <summary>Names <see cref="Engagements"/>: equal ones have an equal digest.</summary>
    public string EngagedDigest { get; init; } = "none";

    /// <summary>A day on which nobody is engaged.</summary>
    public static RankingMoment Of(DateOnly today) => new(today, new Dictionary<Guid, int>());

    /// <summary>Engagements of one talent.</summary>
    public int EngagementsOf(Guid talentId) => Engagements.GetValueOrDefault(talentId);
}
