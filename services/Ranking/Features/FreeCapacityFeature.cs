namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent has room for the work: one free engagement is enough when time is long, a deadline within half a year asks for two.</summary>
public sealed class FreeCapacityFeature : IFeature
{
    private const int TightDays = 183;

    /// <inheritdoc/>
    public string Name => "free_capacity";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "min(1, 0.7 * min(1, free / needed) + 0.1 * min(3, free)), free = capacity - engagements, 0 when there is none; needed = 2 when the deadline is less than 183 days away, else 1; unknown without a capacity";

    /// <inheritdoc/>
    public string Source => "专家库管理办法 (每人每年评审与承接次数有限)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        if (pairing.Candidate.Capacity is not { } capacity)
        {
            return null;
        }

        // The third of the value beyond need rewards slack: work takes longer than planned.
        var free = capacity - pairing.Engagements;
        return free <= 0 ? 0 : Math.Min(1, (0.7 * Math.Min(1, (double)free / Needed(pairing))) + (0.1 * Math.Min(3, free)));
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (pairing.Candidate.Capacity is not { } capacity)
        {
            return Phrases.NoCapacity;
        }

        var free = Math.Max(0, capacity - pairing.Engagements);
        var room = new Wording(
            $"还可承接{free}项（共{capacity}项，在做{pairing.Engagements}项）",
            $"Can take on {(free == 0 ? "no more projects" : Phrases.Count(free, "more project"))} (capacity {capacity}, in progress {pairing.Engagements})");
        return Needed(pairing) > 1 ? room.Then(new("，期限不足半年", ", and the deadline is less than half a year away")) : room;
    }
    private static int Needed(Pairing pairing) =>
        pairing.Query.Deadline is { } deadline && deadline.DayNumber - pairing.Today.DayNumber < TightDays ? 2 : 1;
}
