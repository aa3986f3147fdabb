namespace Matchmaking.Ranking.Calibration;

/// <summary>A score that a list showed, and what was decided on it.</summary>
/// <param name="Score">Points, by a ranker that had not learned from this demand; finite.</param>
/// <param name="Accepted">Whether the match was accepted.</param>
/// <param name="Demand">Which demand; any number of its own.</param>
/// <param name="Group">What keeps demands together when they are split: the enterprise.</param>
internal readonly record struct DecidedScore(double Score, bool Accepted, int Demand, int Group);
