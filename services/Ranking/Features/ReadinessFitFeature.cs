using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent has worked at the readiness the enterprise wants: products and contracts for what must run in a plant, papers and projects for what is still to be found.</summary>
public sealed class ReadinessFitFeature : IFeature
{
    private const double Span = 6;

    /// <inheritdoc/>
    public string Name => "readiness_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "1 - |highest level shown - level wanted| / 6, at least 0; levels 3 paper, 4 project, 5 patent or award, 8 standard, product or conversion contract; unknown without a level wanted or kinds of achievements";

    /// <inheritdoc/>
    public string Source => "GB/T 22900-2022 (技术就绪水平); the levels of kinds are our reading of it";

    /// <inheritdoc/>
    public bool IsMonotone => false;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        if (pairing.Query.TrlWanted is not { } wanted)
        {
            return null;
        }

        var shown = HighestShown(pairing.Candidate);
        return shown == 0 ? null : Math.Clamp(1 - (Math.Abs(shown - wanted) / Span), 0, 1);
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("技术就绪度未填或成果类别未知", "The technology readiness level wanted or the kinds of achievements are unknown");
        }

        var (wanted, distance) = (pairing.Query.TrlWanted, value switch
        {
            >= 0.8 => new Wording("相当", "match"),
            >= 0.5 => new Wording("相近", "are close to"),
            _ => new Wording("相差较大", "are far from"),
        });
        return new($"成果所处阶段与需求期望的就绪度{wanted}级{distance.Chinese}", $"The achievements {distance.English} the technology readiness level wanted (TRL {wanted})");
    }

    /// <summary>The highest level that achievements show, 3 to 8; 0 when their kinds are not known.</summary>
    internal static int HighestShown(Candidate candidate)
    {
        var shown = 0;
        foreach (var document in candidate.Documents)
        {
            shown = Math.Max(shown, LevelOf(document.Source));
        }

        return shown;
    }

    private static int LevelOf(string source) => source switch
    {
        "paper" => 3,
        "project" => 4,
        "patent" or "award" => 5,
        "standard" or "product" or "conversion_contract" => 8,
        _ => 0,
    };
}
