using Matchmaking.Access;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>What the settings say of levels.</summary>
internal sealed class VerificationRules(IOptionsMonitor<VerificationOptions> options)
{
    /// <summary>The levels that a need of <paramref name="regionCode"/> must pass when it is submitted now; empty where it is published at once.</summary>
    public IReadOnlyList<string> LevelsOf(string regionCode)
    {
        var settings = options.CurrentValue;
        var chain = settings.Regions.Select(region => (Prefix: region.Key.Length == 6 ? Regions.Prefix(region.Key) : region.Key, Levels: region.Value))
            .Where(region => regionCode.StartsWith(region.Prefix, StringComparison.Ordinal)).OrderByDescending(region => region.Prefix.Length).Select(region => region.Levels).FirstOrDefault();
        return VerificationOptions.Read(chain ?? settings.Default);
    }

    /// <summary>The problem that keeps <paramref name="caller"/> from acting on a level of any need; null when there is none. Region and need are not asked here.</summary>
    public ProblemHttpResult? Refuse(Caller caller, string level) =>
        // One person has one account, but may have as many API clients as the organisation likes.
        caller.IsMachine ? Problems.PeopleVerify() : Admits(caller, level) ? null : Problems.NotOfThisLevel(level);

    private bool Admits(Caller caller, string level)
    {
        var who = options.CurrentValue.Levels.GetValueOrDefault(level) ?? new LevelOptions();
        string[] roles = VerificationOptions.Read(who.Roles) is { Length: > 0 } named ? named : [level == VerificationLevels.Committee ? Roles.Operator : Roles.Reviewer];
        var organisations = VerificationOptions.Read(who.Organisations);
        return roles.Any(caller.Roles.Contains) && (organisations.Length == 0 || organisations.Contains(caller.Organisation));
    }
}
