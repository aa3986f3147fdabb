using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>The levels of a verification and their order.</summary>
internal static class VerificationLevels
{
    /// <summary>企业填报: the enterprise enters the need.</summary>
    public const string Filing = "filing";

    /// <summary>管委会审定: the last word.</summary>
    public const string Committee = "committee";

    /// <summary>What a field must be that names a level to act on.</summary>
    public const string Rule = "One of: department, third_party, committee.";

    /// <summary>Place of a level in the order, from 0; negative for what is none.</summary>
    public static int Rank(string? level) => level is null ? -1 : Codes.VerificationLevels.Codes.ToList().IndexOf(level);

    /// <summary>True for the levels that somebody verifies on: all but the filing.</summary>
    public static bool IsVerifying(string? level) => Rank(level) > 0;

    /// <summary>True for levels to verify on, each once and in their order; also for none at all.</summary>
    public static bool IsChain(IReadOnlyList<string> levels) => levels.All(IsVerifying) && levels.Zip(levels.Skip(1)).All(pair => Rank(pair.First) < Rank(pair.Second));
}
