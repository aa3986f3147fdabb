using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>How challenges (揭榜挂帅) are run; section Challenge. What concerns a panel is kept with its draw, so that a change holds for later draws alone.</summary>
public sealed class ChallengeOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Challenge";

    /// <summary>The most that a subsidy may bear of fund and subsidy together, 0 to 1 (财政补助比例封顶).</summary>
    [Range(0.0, 1.0)]
    public double SubsidyShare { get; set; } = 0.3;

    /// <summary>The least time that a challenge stands open for bids.</summary>
    public TimeSpan LeastBidding { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Seats of a panel; odd, 1 to 15.</summary>
    [Range(1, 15)]
    public int PanelSeats { get; set; } = 5;

    /// <summary>The least share of the seats that are of industry, 0 to 1; rounded up to whole seats.</summary>
    [Range(0.0, 1.0)]
    public double IndustryShare { get; set; } = 0.4;

    /// <summary>Panels that a person sits on in a calendar year (UTC) at most.</summary>
    [Range(1, 100)]
    public int ReviewsPerYear { get; set; } = 10;

    /// <summary>What is scored, 0 to 100 each, and how much it weighs, out of 100 in all: <c>feasibility=40,plan=30,price=30</c>.</summary>
    public string Criteria { get; set; } = "feasibility=40,plan=30,price=30";

    /// <summary>The least mean score of an award, 0 to 100.</summary>
    [Range(0, 100)]
    public double MinimumScore { get; set; } = 60;

    /// <summary>Time to score from the draw of a seat.</summary>
    public TimeSpan Scoring { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long awards are public before anybody signs (公示).</summary>
    public TimeSpan Publicity { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Time that the three parties have to sign.</summary>
    public TimeSpan Signing { get; set; } = TimeSpan.FromDays(15);

    /// <summary>Seconds between two looks for times that have come.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 15;

    /// <summary>Seats that are of industry at least.</summary>
    internal int IndustrySeats => (int)Math.Ceiling((PanelSeats * IndustryShare) - 1e-9);

    /// <summary>The criteria with their weights.</summary>
    internal IReadOnlyDictionary<string, int> Weights =>
        Criteria.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
            .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PanelSeats % 2 == 0)
        {
            yield return new ValidationResult("A panel has an odd number of seats.", [nameof(PanelSeats)]);
        }

        if (Criteria.Split(',').Any(part => part.Split('=') is not [{ Length: > 0 }, var weight] || !int.TryParse(weight, CultureInfo.InvariantCulture, out var number) || number < 1) || Weights.Values.Sum() != 100)
        {
            yield return new ValidationResult("Criteria are written as name=weight, divided by commas; the weights add up to 100.", [nameof(Criteria)]);
        }

        if (LeastBidding < TimeSpan.Zero || new[] { Scoring, Publicity, Signing }.Any(time => time <= TimeSpan.Zero || time > TimeSpan.FromDays(366)))
        {
            yield return new ValidationResult("Scoring, Publicity and Signing last longer than nothing and no longer than a year.", [nameof(Scoring)]);
        }
    }
}
