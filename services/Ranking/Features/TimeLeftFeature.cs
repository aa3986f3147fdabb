namespace Matchmaking.Ranking.Features;

/// <summary>Time until the deadline: a quarter is short for anybody, two years are enough for development.</summary>
public sealed class TimeLeftFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "time_left";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "(days left - 90) / 640, kept within 0 and 1; unknown without a deadline";

    /// <inheritdoc/>
    public string Source => "技术需求征集表 (完成期限)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Query.Deadline is { } deadline ? Ramp.Linear(deadline.DayNumber - pairing.Today.DayNumber, 90, 730) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("需求未填期限", "The need states no deadline");
        }

        var days = Math.Max(0, pairing.Query.Deadline!.Value.DayNumber - pairing.Today.DayNumber);
        return new($"距离期限还有{days}天", $"{Phrases.Count(days, "day")} left until the deadline");
    }
}
