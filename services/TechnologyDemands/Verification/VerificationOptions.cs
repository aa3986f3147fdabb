using System.ComponentModel.DataAnnotations;
using Matchmaking.Access;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>Which levels a need must pass before it stands open, and who acts on them; section Verification. Rounds that run keep the levels they were submitted under.</summary>
public sealed class VerificationOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Verification";

    /// <summary>Levels out of department, third_party and committee, in this order and divided by commas, where no region says otherwise; empty publishes at once.</summary>
    public string Default { get; set; } = "";

    /// <summary>The same for regions: what codes of GB/T 2260 begin with, or such a code; the longest that fits counts.</summary>
    public Dictionary<string, string> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>Who acts on a level, by its name.</summary>
    public Dictionary<string, LevelOptions> Levels { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var chain in Regions.Values.Append(Default).Where(chain => !VerificationLevels.IsChain(Read(chain))))
        {
            yield return new ValidationResult($"Levels are out of department,third_party,committee, each once and in this order, not {chain}.", [nameof(Regions)]);
        }

        foreach (var prefix in Regions.Keys.Where(prefix => prefix.Length is < 2 or > 6 || !prefix.All(char.IsAsciiDigit)))
        {
            yield return new ValidationResult($"A region is two to six digits, as codes of GB/T 2260 begin with, not {prefix}.", [nameof(Regions)]);
        }

        foreach (var (level, who) in Levels)
        {
            if (!VerificationLevels.IsVerifying(level))
            {
                yield return new ValidationResult($"There is no level {level} to verify on.", [nameof(Levels)]);
            }

            foreach (var role in Read(who.Roles).Where(role => role is not (Roles.Reviewer or Roles.Operator)))
            {
                yield return new ValidationResult($"Reviewers and operators verify, not {role}.", [nameof(Levels)]);
            }

            foreach (var code in Read(who.Organisations).Where(code => !CreditCode.IsValid(code)))
            {
                yield return new ValidationResult($"{code} is no credit code: {CreditCode.Rule}", [nameof(Levels)]);
            }
        }
    }

    /// <summary>The entries of a list divided by commas.</summary>
    internal static string[] Read(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Who acts on a level.</summary>
public sealed class LevelOptions
{
    /// <summary>reviewer, operator or both, divided by commas; empty for what the level has by itself: the operator for committee, the reviewer for the others.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Credit codes of the organisations whose accounts may act, divided by commas; empty for all.</summary>
    public string Organisations { get; set; } = "";
}
