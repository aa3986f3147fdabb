namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>A stretch of a need's normalised text.</summary>
/// <param name="Part">title, description, background or existingFoundation: the field of the form.</param>
/// <param name="Start">Where it begins in the normalised text of the field, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">What stands there.</param>
public sealed record TextSpan(string Part, int Start, int Length, string Text)
{
    /// <summary>True when the two share a character.</summary>
    internal bool Overlaps(TextSpan other) => Part == other.Part && Start < other.Start + other.Length && other.Start < Start + Length;
}
