namespace Matchmaking.Ranking.Features;

/// <summary>
/// One thing that may speak for a match, as a number from 0 to 1. What cannot be known gives null, never 0, which would punish, and never 1,
/// which would reward silence; who uses the value decides what the unknown is worth. The same code serves lists, evaluation and training.
/// </summary>
public interface IFeature
{
    /// <summary>Stable name, as it stands in lists and models.</summary>
    string Name { get; }

    /// <summary>One of <see cref="FeatureFamily"/>.</summary>
    string Family { get; }

    /// <summary>How the value is made, for the catalogue.</summary>
    string Formula { get; }

    /// <summary>The paper, standard or practice it comes from.</summary>
    string Source { get; }

    /// <summary>Whether more of it must never count against a match: models are held to it.</summary>
    bool IsMonotone { get; }

    /// <summary>The value, 0 to 1; null when it cannot be known.</summary>
    double? Value(Pairing pairing);

    /// <summary>The value in plain Chinese and English, for a reviewer.</summary>
    /// <param name="pairing">Demand and candidate.</param>
    /// <param name="value">What <see cref="Value"/> gave for it.</param>
    Wording Reason(Pairing pairing, double? value);
}
