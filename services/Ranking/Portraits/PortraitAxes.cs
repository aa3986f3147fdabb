using System.Globalization;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// The six axes. Counts fade with the years and saturate: value = 100 * sum / (sum + half). What is not known has no value, which is not the
/// same as 0. Degree and title play no part.
/// </summary>
internal static class PortraitAxes
{
    private const double YuanPerPoint = 1_000_000;
    private const double PointsPerServiceMode = 0.2;
    private const double FreeForAll = 3;

    // Achievements of data sets without kinds: they are not known to be patents, and not known to be none.
    private const string KindUnknown = "document";

    internal static IReadOnlyList<PortraitAxis> Of(Candidate candidate, DateOnly today, int engagements)
    {
        PortfolioDocument[] achievements = [.. DocumentReading.Distinct(candidate).Where(document => document.IsAchievement)];
        Part Count(string kind, double weight)
        {
            var ofKind = achievements.Where(document => document.Source == kind).ToArray();
            return new Part(kind, ofKind.Length, weight * ofKind.Sum(document => DocumentReading.DecayOf(document, today)), AchievementKinds.Counted(kind, ofKind.Length));
        }

        Part Money(string kind, string label)
        {
            var yuan = (double)achievements.Where(document => document.Source == kind).Sum(document => document.AmountYuan ?? 0);
            return new Part(kind + "_yuan", yuan, yuan / YuanPerPoint, Invariant($"{label}{yuan / 10_000:0.##}万元"));
        }

        var isKindKnown = Array.Exists(achievements, document => document.Source != KindUnknown);
        var modes = new Part("service_modes", candidate.ServiceModes.Count, PointsPerServiceMode * candidate.ServiceModes.Count, $"服务方式{candidate.ServiceModes.Count}种");
        return
        [
            Counted("research_depth", 3, achievements.Length > 0, achievements.Length, Count("paper", 1), Count("project", 1), Count(KindUnknown, 1)),
            Counted("innovation", 2, isKindKnown, achievements.Length, Count("patent", 1), Count("award", 1.5), Count("standard", 1.5)),
            Counted("conversion", 2, isKindKnown, achievements.Length, Count("conversion_contract", 1), Count("product", 1), Money("conversion_contract", "合同金额")),
            Counted("industry_cooperation", 2, isKindKnown || modes.Amount > 0, achievements.Length, Count("conversion_contract", 1), Money("project", "项目经费"), modes),
            Recency(achievements, today),
            Availability(candidate, engagements),
        ];
    }

    private static PortraitAxis Counted(string name, double half, bool isKnown, int achievements, params Part[] parts)
    {
        var numbers = new Dictionary<string, double> { ["half"] = half };
        foreach (var part in parts)
        {
            numbers[part.Name] = part.Amount;
            numbers[part.Name + "_points"] = Math.Round(part.Points, 3);
        }

        var sum = parts.Sum(part => part.Points);
        numbers["points"] = Math.Round(sum, 3);
        var present = string.Join('、', parts.Where(part => part.Amount > 0).Select(part => part.Text));
        return (isKnown, sum) switch
        {
            (false, _) => new PortraitAxis(name, null, numbers, achievements == 0 ? "没有登记成果，无从判断" : "成果类别未知，无从判断"),
            (_, 0) => new PortraitAxis(name, 0, numbers, $"登记的{achievements}项成果中没有{string.Join('、', parts.Select(part => AchievementKinds.Label(part.Name)).OfType<string>())}"),
            _ => new PortraitAxis(name, Math.Round(100 * Ramp.Saturating(sum, half), 1), numbers, Invariant($"{present}，折合{sum:0.0}（{half}为50分）")),
        };
    }

    private static PortraitAxis Recency(PortfolioDocument[] achievements, DateOnly today)
    {
        var dated = achievements.Where(document => document.Date is not null).ToArray();
        if (dated.MaxBy(document => document.Date) is not { } newest)
        {
            return new PortraitAxis(
                "recency", null, new Dictionary<string, double> { ["dated_achievements"] = 0 }, achievements.Length == 0 ? "没有登记成果，无从判断" : "成果都没有注明日期，无从判断");
        }

        var years = Math.Max(0, today.DayNumber - newest.Date!.Value.DayNumber) / 365.25;
        return new PortraitAxis(
            "recency",
            Math.Round(100 * DocumentReading.DecayOf(newest, today), 1),
            new Dictionary<string, double> { ["dated_achievements"] = dated.Length, ["years_since_newest"] = Math.Round(years, 2) },
            Invariant($"最近一项成果在{newest.Date.Value.Year}年{newest.Date.Value.Month}月，距今{years:0.0}年（5年为50分）"));
    }

    private static PortraitAxis Availability(Candidate candidate, int engagements)
    {
        if (candidate.Capacity is not { } capacity)
        {
            return new PortraitAxis("availability", null, new Dictionary<string, double> { ["engagements"] = engagements }, "可承接数量未知");
        }

        var free = candidate.Consent ? Math.Max(0, capacity - engagements) : 0;
        var numbers = new Dictionary<string, double> { ["capacity"] = capacity, ["engagements"] = engagements, ["consent"] = candidate.Consent ? 1 : 0, ["free"] = free };
        return new PortraitAxis(
            "availability",
            Math.Round(100 * Math.Min(1, free / FreeForAll), 1),
            numbers,
            (candidate.Consent, capacity) switch
            {
                (false, _) => "未同意参与对接，按0计",
                (_, 0) => "目前不承接项目",
                _ => $"可同时承接{capacity}项，在做{engagements}项，还可承接{free}项（{FreeForAll}项以上为满分）",
            });
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Name">Under which the amount stands in the numbers.</param>
    /// <param name="Amount">As it was counted.</param>
    /// <param name="Points">What it adds, after decay.</param>
    /// <param name="Text">The amount in Chinese.</param>
    private sealed record Part(string Name, double Amount, double Points, string Text);
}
