namespace Matchmaking.Learning;

/// <summary>One column of the rows that models are trained on.</summary>
/// <param name="Name">Stable name: models find their inputs by it.</param>
/// <param name="IsMonotone">Whether more of it must never lower a score. Engines that can be held to it are.</param>
public sealed record FeatureColumn(string Name, bool IsMonotone);
