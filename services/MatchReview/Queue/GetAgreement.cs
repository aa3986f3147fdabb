using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Queue;

/// <summary>How often a first and a second person said what.</summary>
/// <param name="First">accepted, held or rejected.</param>
/// <param name="Second">accepted, held or rejected.</param>
/// <param name="Count">How often.</param>
public sealed record OpinionPair(string First, string Second, int Count);

/// <summary>How far the two persons of doubly reviewed matches agree.</summary>
/// <param name="From">The second opinion was given then or later, UTC; null for ever.</param>
/// <param name="To">And before, UTC; null for until now.</param>
/// <param name="Region">Region of the needs, GB/T 2260; null for all.</param>
/// <param name="Pairs">Doubly reviewed matches; one that was held and reviewed again counts again.</param>
/// <param name="ObservedAgreement">Share of pairs that agree, 0 to 1; null without pairs.</param>
/// <param name="ExpectedAgreement">Share that would agree by chance, 0 to 1; null without pairs.</param>
/// <param name="Kappa">Cohen's kappa, -1 to 1; null while there is too little to tell, see <paramref name="Abstention"/>.</param>
/// <param name="KappaLower">Lower end of its 95 % interval.</param>
/// <param name="KappaUpper">Upper end.</param>
/// <param name="Abstention">Why there is no kappa: too_few_pairs (below 10) or one_decision_only; null when there is one.</param>
/// <param name="Counts">All nine pairs of decisions.</param>
public sealed record AgreementView(
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Region,
    int Pairs,
    double? ObservedAgreement,
    double? ExpectedAgreement,
    double? Kappa,
    double? KappaLower,
    double? KappaUpper,
    string? Abstention,
    IReadOnlyList<OpinionPair> Counts);

/// <summary>GET /v1/queue/agreement: how far the first and the second opinion of doubly reviewed matches agree, by Cohen's kappa.</summary>
public static class GetAgreement
{
    private const string SelectPairs = """
        select first.decision as First, second.decision as Second, count(*)::int as Count
        from match_opinion second join match_opinion first on first.match_id = second.match_id and first.round = second.round and first.place = 1
             left join demand d on d.demand_id = second.demand_id
        where second.place = 2 and (@From::timestamptz is null or second.given_at >= @From) and (@To::timestamptz is null or second.given_at < @To)
          and (@Region::text is null or starts_with(d.region_code, @Region))
          and (@SightRegions::text[] is null or exists (select from unnest(@SightRegions) served where starts_with(d.region_code, served)))
        group by 1, 2
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetAgreement(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/queue/agreement", Handle).WithName("GetAgreement").WithTags("Queue").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).WithReadProblems(400);

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Handle(
        DateTimeOffset? from, DateTimeOffset? to, string? region, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        if (region is not null && !Regions.IsValid(region))
        {
            return ApiProblem.Invalid400(new FieldError("region", "unknown_region", Regions.Rule));
        }

        if (from > to)
        {
            return ApiProblem.Invalid400(new FieldError("to", "out_of_range", "to lies after from."));
        }

        var filter = new { From = from?.ToUniversalTime(), To = to?.ToUniversalTime(), Region = region is null ? null : Regions.Prefix(region), Sight.Of(caller).SightRegions };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = (await connection.QueryAsync<OpinionPair>(new CommandDefinition(SelectPairs, filter, cancellationToken: cancellation))).ToDictionary(pair => (pair.First, pair.Second), pair => pair.Count);
        var kinds = Codes.Decisions.Codes;
        var table = new int[kinds.Count, kinds.Count];
        OpinionPair[] counts = [.. from first in kinds from second in kinds select new OpinionPair(first, second, found.GetValueOrDefault((first, second)))];
        for (var i = 0; i < counts.Length; i++)
        {
            table[i / kinds.Count, i % kinds.Count] = counts[i].Count;
        }

        var kappa = CohensKappa.Of(table);
        var abstention = kappa.Kappa is not null ? null : kappa.Pairs < CohensKappa.Fewest ? "too_few_pairs" : "one_decision_only";
        return TypedResults.Ok(new AgreementView(from, to, region, kappa.Pairs, kappa.Observed, kappa.Expected, kappa.Kappa, kappa.Lower, kappa.Upper, abstention, counts));
    }
}
