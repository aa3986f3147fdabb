using System.ComponentModel.DataAnnotations;

namespace Matchmaking.MatchReview.Life;

/// <summary>How long a match may stand still in a state before the bureau is told, and whether it ends then.</summary>
public sealed class LifeOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Life";

    private static readonly LifeTimeout Never = new();

    /// <summary>By state: accepted, willing, disclosed, visited, agreed, contracted or completed. A state that is not named here never runs out of time.</summary>
    public Dictionary<string, LifeTimeout> Timeouts { get; set; } = new(StringComparer.Ordinal)
    {
        ["accepted"] = new() { Days = 14, EndsAfterDays = 14 },
        ["willing"] = new() { Days = 14 },
        ["disclosed"] = new() { Days = 30 },
        ["visited"] = new() { Days = 60 },
        ["agreed"] = new() { Days = 90 },
        ["completed"] = new() { Days = 30 },
    };

    /// <summary>How often it is looked for what is overdue, in seconds.</summary>
    [Range(1, 86_400)]
    public int LookEverySeconds { get; set; } = 60;

    /// <summary>The rule of a state.</summary>
    internal LifeTimeout Of(string state) => Timeouts.GetValueOrDefault(state, Never);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string[] states = ["accepted", "willing", "disclosed", "visited", "agreed", "contracted", "completed"];
        foreach (var (state, rule) in Timeouts)
        {
            if (!states.Contains(state))
            {
                yield return new ValidationResult($"{Section}:{nameof(Timeouts)}:{state} is no state that waits for anything; one of {string.Join(", ", states)}.");
            }

            if (rule.Days is < 1 or > 3650 || rule.EndsAfterDays is < 1 or > 3650)
            {
                yield return new ValidationResult($"{Section}:{nameof(Timeouts)}:{state} takes 1 to 3650 days.");
            }
        }
    }
}

/// <summary>What happens to a match that stands still.</summary>
public sealed class LifeTimeout
{
    /// <summary>After how many days the bureau is told; null for never.</summary>
    public int? Days { get; set; }

    /// <summary>How many days after that the match ends with no_response; null for never.</summary>
    public int? EndsAfterDays { get; set; }
}
