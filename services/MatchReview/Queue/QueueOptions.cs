using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Matchmaking.MatchReview.Queue;

/// <summary>How the review queue is worked; section Queue.</summary>
public sealed partial class QueueOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Queue";

    /// <summary>Minutes that a claim keeps a match for who claimed it.</summary>
    [Range(1, 1440)]
    public int ClaimMinutes { get; set; } = 30;

    /// <summary>Hours that an assignment keeps a match for who it was given to.</summary>
    [Range(1, 720)]
    public int AssignHours { get; set; } = 24;

    /// <summary>Hours from the first time in the queue until a match is due.</summary>
    [Range(1, 8760)]
    public int DecideWithinHours { get; set; } = 72;

    /// <summary>Other hours for regions, as prefixes of GB/T 2260: <c>3306=48,33=60</c>. The longest prefix counts.</summary>
    public string DecideWithinHoursByRegion { get; set; } = "";

    /// <summary>Hours before it is due from which a match counts as due soon.</summary>
    [Range(1, 8760)]
    public int SoonHours { get; set; } = 24;

    /// <summary>Regions whose matches two persons decide, as prefixes of GB/T 2260: <c>3306,32</c>; <c>*</c> for all. None where nothing is said.</summary>
    public string TwoPersons { get; set; } = "";

    /// <summary>Seconds between two looks for what is overdue or to be reminded of.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 15;

    /// <summary>Prefixes with their hours, the longest prefix first.</summary>
    internal IReadOnlyList<(string Prefix, int Hours)> HoursOfRegions =>
        [.. Parts(DecideWithinHoursByRegion).Select(part => part.Split('=')).Select(pair => (pair[0], int.Parse(pair[1], CultureInfo.InvariantCulture))).OrderByDescending(pair => pair.Item1.Length)];

    /// <summary>Hours until a match is due whose demand is of <paramref name="region"/>; null for one that is not known yet.</summary>
    internal int HoursFor(string? region) =>
        HoursOfRegions.Where(rule => region?.StartsWith(rule.Prefix, StringComparison.Ordinal) == true).Select(rule => (int?)rule.Hours).FirstOrDefault() ?? DecideWithinHours;

    /// <summary>Whether two persons decide a match whose demand is of <paramref name="region"/>.</summary>
    internal bool NeedsTwo(string? region) => Parts(TwoPersons).Any(prefix => prefix == "*" || region?.StartsWith(prefix, StringComparison.Ordinal) == true);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Parts(DecideWithinHoursByRegion).All(part => HoursRule().IsMatch(part)))
        {
            yield return new ValidationResult("Queue:DecideWithinHoursByRegion is a list such as 3306=48,33=60, in hours of 1 to 8760.");
        }

        if (!Parts(TwoPersons).All(part => part == "*" || Prefix().IsMatch(part)))
        {
            yield return new ValidationResult("Queue:TwoPersons is a list of prefixes such as 3306,32, or *.");
        }
    }

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^\d{2}(\d{2}){0,2}=([1-9]\d{0,2}|[1-7]\d{3}|8[0-6]\d{2}|87[0-5]\d|8760)\z")]
    private static partial Regex HoursRule();

    [GeneratedRegex(@"^\d{2}(\d{2}){0,2}\z")]
    private static partial Regex Prefix();
}
