namespace Matchmaking.Ranking.Features;

/// <summary>The shapes features use.</summary>
internal static class Ramp
{
    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/> on, linear between.</summary>
    internal static double Linear(double value, double from, double to) => Math.Clamp((value - from) / (to - from), 0, 1);

    /// <summary>0 at 0, one half at <paramref name="half"/>, towards 1 for large values: always rising, never flat.</summary>
    internal static double Saturating(double value, double half) => value <= 0 ? 0 : value / (value + half);

    /// <summary>1 on the day, one half after each half-life; a day to come counts as today.</summary>
    internal static double Decay(DateOnly date, DateOnly today, double halfLifeYears) =>
        Math.Pow(0.5, Math.Max(0, today.DayNumber - date.DayNumber) / 365.25 / halfLifeYears);
}
