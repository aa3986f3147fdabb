using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// The six axes. Counts fade with a half-life of five years and saturate: value = 100 * sum / (sum + half). Degree and title play no part.
/// </summary>
internal static class PortraitAxes
{
    private const double HalfLifeYears = 5;
    private const double UndatedWeight = 0.7;
    private const double YuanPerPoint = 1_000_000;

    internal static IReadOnlyList<PortraitAxis> Of(Candidate candidate, DateOnly today, int engagements)
    {
        var achievements = candidate.Documents.Where(document => document.IsAchievement).ToArray();
        return
        [
            Counted("research_depth", 3, Kinds(achievements, today, ("paper", 1), ("project", 1), ("document", 1))),
            Counted("innovation", 2, Kinds(achievements, today, ("patent", 1), ("award", 1.5), ("standard", 1.5))),
            Counted("conversion", 2, [.. Kinds(achievements, today, ("conversion_contract", 1), ("product", 1)), Money(achievements, "conversion_contract")]),
            Counted("industry_cooperation", 2, [
                .. Kinds(achievements, today, ("conversion_contract", 1)),
                Money(achievements, "project"),
                ("service_modes", candidate.ServiceModes.Count, 0.2)]),
            Recency(achievements, today),
            Availability(candidate, engagements),
        ];
    }

    // (name, amount, weight of one in the sum)
    private static (string Name, double Amount, double Weight)[] Kinds(PortfolioDocument[] achievements, DateOnly today, params (string Kind, double Weight)[] kinds) =>
        [.. kinds.SelectMany(kind =>
        {
            var ofKind = achievements.Where(document => document.Source == kind.Kind).ToArray();
            var faded = ofKind.Sum(document => document.Date is { } date ? Ramp.Decay(date, today, HalfLifeYears) : UndatedWeight);
            return new[] { (kind.Kind, (double)ofKind.Length, 0.0), (kind.Kind + "_after_decay", Math.Round(faded, 3), kind.Weight) };
        })];

    private static (string Name, double Amount, double Weight) Money(PortfolioDocument[] achievements, string kind) =>
        (kind + "_yuan", (double)achievements.Where(document => document.Source == kind).Sum(document => document.AmountYuan ?? 0), 1 / YuanPerPoint);

    private static PortraitAxis Counted(string name, double half, IEnumerable<(string Name, double Amount, double Weight)> parts)
    {
        var list = parts.ToArray();
        var sum = list.Sum(part => part.Amount * part.Weight);
        return new PortraitAxis(name, Math.Round(100 * Ramp.Saturating(sum, half), 1), list.ToDictionary(part => part.Name, part => part.Amount));
    }

    private static PortraitAxis Recency(PortfolioDocument[] achievements, DateOnly today)
    {
        var dates = achievements.Where(document => document.Date is not null).Select(document => document.Date!.Value).ToArray();
        if (dates.Length == 0)
        {
            return new PortraitAxis("recency", null, new Dictionary<string, double> { ["dated_achievements"] = 0 });
        }

        var years = Math.Max(0, today.DayNumber - dates.Max().DayNumber) / 365.25;
        return new PortraitAxis("recency", Math.Round(100 * Ramp.Decay(dates.Max(), today, HalfLifeYears), 1), new Dictionary<string, double>
        {
            ["dated_achievements"] = dates.Length,
            ["years_since_newest"] = Math.Round(years, 2),
        });
    }

    private static PortraitAxis Availability(Candidate candidate, int engagements)
    {
        if (candidate.Capacity is not { } capacity)
        {
            return new PortraitAxis("availability", null, new Dictionary<string, double> { ["engagements"] = engagements });
        }

        var free = candidate.Consent ? Math.Max(0, capacity - engagements) : 0;
        return new PortraitAxis("availability", Math.Round(100 * Math.Min(1, free / 3.0), 1), new Dictionary<string, double>
        {
            ["capacity"] = capacity,
            ["engagements"] = engagements,
            ["consent"] = candidate.Consent ? 1 : 0,
        });
    }
}
