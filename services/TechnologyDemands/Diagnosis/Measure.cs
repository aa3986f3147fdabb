namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>What a measure says.</summary>
internal enum MeasureUse
{
    /// <summary>A bound that shall be reached: an indicator.</summary>
    Target,

    /// <summary>A property of the thing or of the conditions it works under.</summary>
    Parameter,

    /// <summary>How it is now, or what the company has.</summary>
    Present,
}

/// <summary>A number with its unit as a text has it.</summary>
/// <param name="Name">What is measured, as far as the text before it tells; may be empty.</param>
/// <param name="Relation">&gt;=, &lt;=, =, &gt;, &lt; or range; null where the text gives none.</param>
/// <param name="Value">The bound, or the lower end of a range.</param>
/// <param name="Upper">The upper end of a range.</param>
/// <param name="Unit">As written; empty for a bare number with a relation.</param>
/// <param name="Kind">temperature, pressure, length, share, time, money, product (件, 篇, 套 ...) or other.</param>
/// <param name="Use">What it is said for.</param>
/// <param name="Span">Where it stands, with its relation.</param>
/// <param name="Clause">The clause it stands in.</param>
internal sealed record Measure(string Name, string? Relation, decimal Value, decimal? Upper, string Unit, string Kind, MeasureUse Use, TextSpan Span, Clause Clause);
