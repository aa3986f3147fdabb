namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>The local time of opening hours: Asia/Shanghai, eight hours before UTC all the year.</summary>
internal static class LocalTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>When a local day begins, UTC.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>Which local day it is.</summary>
    public static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>Minute of the day of 00:00 to 24:00; null for anything else.</summary>
    public static int? Minute(string? text) =>
        text is [>= '0' and <= '2', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9']
        && ((text[0] - '0') * 600) + ((text[1] - '0') * 60) + ((text[3] - '0') * 10) + text[4] - '0' is var minute and <= 1440 ? minute : null;

    /// <summary>As it is written.</summary>
    public static string Text(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
