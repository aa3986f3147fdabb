using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>A ranked and explained list, ready to be published.</summary>
/// <param name="Matches">Best first.</param>
/// <param name="Abstention">Why nobody on the list is a clear match; null when the first is one. See <see cref="Abstentions"/>.</param>
/// <param name="RankingDigest">Names ranker, features, model, index, latent space and knowledge graph.</param>
/// <param name="Today">The day it was counted from.</param>
/// <param name="EngagedDigest">Names the engagements of that moment.</param>
public sealed record RankedList(IReadOnlyList<RankedMatch> Matches, string? Abstention, string RankingDigest, DateOnly Today, string EngagedDigest)
{
    /// <summary>What the matches were made from, in their order.</summary>
    internal IReadOnlyList<ScoredPairing> Shown { get; init; } = [];
}

/// <summary>The codes of <see cref="RankedList.Abstention"/>.</summary>
public static class Abstentions
{
    /// <summary>Nobody who may be ranked shares a single term with the demand.</summary>
    public const string NoCandidates = "no_candidates";

    /// <summary>There are candidates, but even the best is no clear match, or the demand says too little to tell them apart.</summary>
    public const string ThinEvidence = "thin_evidence";
}
