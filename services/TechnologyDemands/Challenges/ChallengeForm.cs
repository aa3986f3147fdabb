using System.Text.Json;
using Dapper;
using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>A challenge as an enterprise files it.</summary>
/// <param name="DemandId">One of its own needs, in any status but closed, and not confidential.</param>
/// <param name="Title">3 to 200 characters; that of the need where absent.</param>
/// <param name="Indicators">As they will be measured, 1 to 50; those of the need where absent.</param>
/// <param name="Conditions">On bidders (揭榜方条件), up to 5,000 characters.</param>
/// <param name="FundYuan">What the enterprise pays a team at most, in yuan (发榜方出资); above 0.</param>
/// <param name="SubsidyYuan">What the subsidy shall bear beside it at most, in yuan (财政补助); its share of both is bounded by Challenge:SubsidyShare. 0 where absent.</param>
/// <param name="Teams">How many teams work in parallel at most (赛马), 1 to 5; 1 where absent.</param>
public sealed record ChallengeForm(
    Guid? DemandId, string? Title, IReadOnlyList<IndicatorForm>? Indicators, string? Conditions, decimal? FundYuan, decimal? SubsidyYuan, int? Teams)
{
    /// <summary>What is stored of it; the terms in JSON.</summary>
    internal object Row(ChallengeTerms terms, string needTitle, double subsidyShare) => new
    {
        Title = Title ?? needTitle,
        Terms = JsonSerializer.Serialize(terms, DemandRow.Json),
        FundYuan = FundYuan!.Value,
        SubsidyYuan = SubsidyYuan ?? 0,
        SubsidyShare = (decimal)subsidyShare,
        Teams = Teams ?? 1,
    };

    /// <summary>What is measured, by this form or by the need; a problem where nothing is, or where the subsidy is above its share.</summary>
    internal ProblemHttpResult? Refuse(DemandForm need, double subsidyShare, out ChallengeTerms terms)
    {
        terms = new ChallengeTerms(Indicators is { Count: > 0 } ? Indicators : need.Indicators ?? [], Conditions);
        return terms.Indicators.Count == 0 ? Problems.IndicatorsRequired()
            : (SubsidyYuan ?? 0) > (decimal)subsidyShare * (FundYuan!.Value + (SubsidyYuan ?? 0)) ? Problems.SubsidyAboveCap(subsidyShare)
            : null;
    }
}

/// <summary>Rules of <see cref="ChallengeForm"/>.</summary>
public sealed class ChallengeFormValidator : AbstractValidator<ChallengeForm>
{
    /// <summary>Sets the rules.</summary>
    public ChallengeFormValidator()
    {
        RuleFor(c => c.DemandId).NotNull();
        RuleFor(c => c.Title).MinimumLength(3).MaximumLength(200);
        this.EachOf(c => c.Indicators, 50, new IndicatorFormValidator());
        RuleFor(c => c.Conditions).MaximumLength(5000);
        RuleFor(c => c.FundYuan).NotNull().GreaterThan(0).LessThanOrEqualTo(1e12m);
        RuleFor(c => c.SubsidyYuan).InclusiveBetween(0, 1e12m);
        RuleFor(c => c.Teams).InclusiveBetween(1, 5);
    }
}

/// <summary>What several requests say of a step.</summary>
internal static class ReasonRules
{
    /// <summary>At least <paramref name="least"/> reason of a use.</summary>
    public static void Reasons<T>(this AbstractValidator<T> form, System.Linq.Expressions.Expression<Func<T, IReadOnlyList<string>?>> list, string use, int least = 1)
    {
        var codes = ChallengeReasons.Of(use);
        form.EachOf(list, least, codes.Count, code => codes.Contains(code), "unknown_reason_code", $"One of: {string.Join(", ", codes)}.");
    }

    /// <summary>Runs a statement that the database may refuse by one of its rules; the problem of <paramref name="refused"/> then.</summary>
    public static async Task<ProblemHttpResult?> Try(NpgsqlTransaction transaction, string sql, object row, Func<string, ProblemHttpResult?> refused, CancellationToken cancellation)
    {
        try
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, row, transaction, cancellationToken: cancellation));
            return null;
        }
        catch (PostgresException error) when (error.ConstraintName is { } rule && refused(rule) is { } problem)
        {
            return problem;
        }
    }
}
