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

    private static readonly Wording NoAchievements = new("没有登记成果，无从判断", "No achievements registered, so this cannot be judged");

    internal static IReadOnlyList<PortraitAxis> Of(Candidate candidate, DateOnly today, int engagements)
    {
        PortfolioDocument[] achievements = [.. DocumentReading.Distinct(candidate).Where(document => document.IsAchievement)];
        Part Count(string kind, double weight)
        {
            var ofKind = achievements.Where(document => document.Source == kind).ToArray();
            return new Part(kind, ofKind.Length, weight * ofKind.Sum(document => DocumentReading.DecayOf(document, today)), AchievementKinds.Counted(kind, ofKind.Length));
        }

        Part Money(string kind, string label, string english)
        {
            var yuan = (double)achievements.Where(document => document.Source == kind).Sum(document => document.AmountYuan ?? 0);
            return new Part(kind + "_yuan", yuan, yuan / YuanPerPoint, new(Invariant($"{label}{yuan / 10_000:0.##}万元"), $"{english} of {Phrases.Yuan((decimal)yuan).English}"));
        }

        var isKindKnown = Array.Exists(achievements, document => document.Source != KindUnknown);
        var offered = candidate.ServiceModes.Count;
        var modes = new Part("service_modes", offered, PointsPerServiceMode * offered, new($"服务方式{offered}种", $"{Phrases.Count(offered, "form")} of cooperation"));
        return
        [
            Counted("research_depth", 3, achievements.Length > 0, achievements.Length, Count("paper", 1), Count("project", 1), Count(KindUnknown, 1)),
            Counted("innovation", 2, isKindKnown, achievements.Length, Count("patent", 1), Count("award", 1.5), Count("standard", 1.5)),
            Counted("conversion", 2, isKindKnown, achievements.Length, Count("conversion_contract", 1), Count("product", 1), Money("conversion_contract", "合同金额", "a contract value")),
            Counted("industry_cooperation", 2, isKindKnown || modes.Amount > 0, achievements.Length, Count("conversion_contract", 1), Money("project", "项目经费", "project funding"), modes),
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
        return (isKnown, sum) switch
        {
            (false, _) => new PortraitAxis(name, null, numbers, achievements == 0 ? NoAchievements : new("成果类别未知，无从判断", "The kinds of the achievements are unknown, so this cannot be judged")),
            (_, 0) => new PortraitAxis(name, 0, numbers, NoneOf([.. parts.Select(part => AchievementKinds.Label(part.Name)).OfType<Wording>()], achievements)),
            _ => new PortraitAxis(name, Math.Round(100 * Ramp.Saturating(sum, half), 1), numbers, Summed([.. parts.Where(part => part.Amount > 0).Select(part => part.Text)], sum, half)),
        };
    }

    private static Wording NoneOf(Wording[] kinds, int achievements)
    {
        var listed = Phrases.Listed([.. kinds.Select(kind => kind.English)], "or");
        return new(
            $"登记的{achievements}项成果中没有{string.Join('、', kinds.Select(kind => kind.Chinese))}",
            achievements == 1 ? $"The one registered achievement is not a {listed}" : $"None of the {achievements} registered achievements is a {listed}");
    }

    private static Wording Summed(Wording[] present, double sum, double half) => new(
        Invariant($"{string.Join('、', present.Select(part => part.Chinese))}，折合{sum:0.0}（{half}为50分）"),
        Invariant($"{sum:0.0} points ({half} points score 50) from {Phrases.Listed([.. present.Select(part => part.English)])}"));

    private static PortraitAxis Recency(PortfolioDocument[] achievements, DateOnly today)
    {
        var dated = achievements.Where(document => document.Date is not null).ToArray();
        if (dated.MaxBy(document => document.Date) is not { } newest)
        {
            return new PortraitAxis(
                "recency", null, new Dictionary<string, double> { ["dated_achievements"] = 0 },
                achievements.Length == 0 ? NoAchievements : new("成果都没有注明日期，无从判断", "No achievement has a date, so this cannot be judged"));
        }

        var years = Math.Max(0, today.DayNumber - newest.Date!.Value.DayNumber) / 365.25;
        return new PortraitAxis(
            "recency",
            Math.Round(100 * DocumentReading.DecayOf(newest, today), 1),
            new Dictionary<string, double> { ["dated_achievements"] = dated.Length, ["years_since_newest"] = Math.Round(years, 2) },
            new Wording(
                Invariant($"最近一项成果在{newest.Date.Value.Year}年{newest.Date.Value.Month}月，距今{years:0.0}年（5年为50分）"),
                Invariant($"The latest achievement is from {newest.Date.Value:MMMM yyyy}, {years:0.0} years ago (5 years score 50)")));
    }

    private static PortraitAxis Availability(Candidate candidate, int engagements)
    {
        if (candidate.Capacity is not { } capacity)
        {
            return new PortraitAxis("availability", null, new Dictionary<string, double> { ["engagements"] = engagements }, new Wording("可承接数量未知", Phrases.NoCapacity.English));
        }

        var free = candidate.Consent ? Math.Max(0, capacity - engagements) : 0;
        var numbers = new Dictionary<string, double> { ["capacity"] = capacity, ["engagements"] = engagements, ["consent"] = candidate.Consent ? 1 : 0, ["free"] = free };
        return new PortraitAxis(
            "availability",
            Math.Round(100 * Math.Min(1, free / FreeForAll), 1),
            numbers,
            (candidate.Consent, capacity) switch
            {
                (false, _) => new Wording("未同意参与对接，按0计", "The expert has not agreed to be matched, counted as 0"),
                (_, 0) => new Wording("目前不承接项目", "The expert takes on no projects at present"),
                _ => new Wording(
                    $"可同时承接{capacity}项，在做{engagements}项，还可承接{free}项（{FreeForAll}项以上为满分）",
                    $"Can take on {(free == 0 ? "no more projects" : Phrases.Count(free, "more project"))} (capacity {capacity}, in progress {engagements}; room for {FreeForAll} or more scores 100)"),
            });
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Name">Under which the amount stands in the numbers.</param>
    /// <param name="Amount">As it was counted.</param>
    /// <param name="Points">What it adds, after decay.</param>
    /// <param name="Text">The amount in words.</param>
    private sealed record Part(string Name, double Amount, double Points, Wording Text);
}
