using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A free text to rank experts for; nothing of it is stored.</summary>
/// <param name="Text">The need in any words, up to 20,000 characters.</param>
/// <param name="Title">A short title, if there is one.</param>
/// <param name="Field">Code of 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260.</param>
/// <param name="CooperationModes">Ways of working together.</param>
/// <param name="BudgetYuan">Money meant for it, in yuan.</param>
/// <param name="Deadline">When the solution must stand.</param>
/// <param name="Limit">The most experts, 1 to 100; 20 when absent.</param>
public sealed record RankTextRequest(
    string? Text, string? Title, string? Field, string? RegionCode, IReadOnlyList<string>? CooperationModes, decimal? BudgetYuan, DateOnly? Deadline, int? Limit);

/// <summary>A list that was asked for and is stored nowhere.</summary>
/// <param name="RankingDigest">What produced it.</param>
/// <param name="Abstention">Why nobody on it is a clear match; null when the first is one.</param>
/// <param name="Matches">Best first; names stand in the profiles of the experts.</param>
public sealed record RankTextResponse(string RankingDigest, string? Abstention, IReadOnlyList<RankedMatch> Matches);

/// <summary>Rules of <see cref="RankTextRequest"/>.</summary>
public sealed class RankTextRequestValidator : AbstractValidator<RankTextRequest>
{
    /// <summary>Sets the rules.</summary>
    public RankTextRequestValidator()
    {
        RuleFor(r => r.Text).NotEmpty().MaximumLength(20_000);
        RuleFor(r => r.Title).MaximumLength(200);
        RuleFor(r => r.Field).Optional(TechnologyFields.IsValid, "unknown_field_code", "A field is a code of 国家重点支持的高新技术领域, such as 403.");
        RuleFor(r => r.RegionCode).Optional(Regions.IsValid, "unknown_region", "A region is a GB/T 2260 code of six digits.");
        this.EachOf(r => r.CooperationModes, 0, 10, Codes.CooperationModes.Contains, "unknown_cooperation_mode", $"One of: {string.Join(", ", Codes.CooperationModes.Codes)}.");
        RuleFor(r => r.BudgetYuan).GreaterThan(0).LessThanOrEqualTo(1e12m);
        RuleFor(r => r.Deadline).Must(date => date is null || date.Value.Year is >= 2000 and <= 2100).WithErrorCode("out_of_range").WithMessage("A deadline lies between 2000 and 2100.");
        RuleFor(r => r.Limit).InclusiveBetween(1, 100);
    }
}

/// <summary>POST /v1/rankings: ranks experts for a free text.</summary>
public static class RankText
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapRankText(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/rankings", Handle).WithName("RankText").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).Validated<RankTextRequest>().Repeatable<RankTextRequest, RankTextResponse>().WithProblems(503);

    private static async Task<Results<Ok<RankTextResponse>, ProblemHttpResult>> Handle(RankTextRequest request, RankingState state, RankedLists lists, CancellationToken cancellation)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        // The enterprise is not known here, so no institute is excluded as the enterprise's own.
        var demand = new OpenDemand(
            new DemandEnterprise("", "", request.RegionCode ?? "", ""),
            request.Title ?? "", request.Field, request.Text!, null, null, [], null, null, request.BudgetYuan, false, request.Deadline,
            request.CooperationModes ?? [], "public", [], request.RegionCode ?? "");
        var query = DemandQuery.From(Guid.Empty, 0, demand) with { RegionCode = request.RegionCode };
        var list = lists.Make(query, await lists.Encode(query, keep: false, cancellation), request.Limit ?? 20);
        return TypedResults.Ok(new RankTextResponse(list.RankingDigest, list.Abstention, list.Matches));
    }
}
