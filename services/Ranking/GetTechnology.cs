using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.State;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A technology with its place in the graph and who works on it or asks for it.</summary>
/// <param name="Id">English slug, stable.</param>
/// <param name="Zh">The preferred Chinese term.</param>
/// <param name="En">The preferred English term.</param>
/// <param name="Labels">Every label, the preferred ones first.</param>
/// <param name="Fields">国家重点支持的高新技术领域.</param>
/// <param name="Industries">GB/T 4754.</param>
/// <param name="Disciplines">GB/T 13745.</param>
/// <param name="Emerging">战略性新兴产业.</param>
/// <param name="Broader">What it is a kind or a part of.</param>
/// <param name="Narrower">Its kinds and parts.</param>
/// <param name="Feeds">What it is an input or an earlier stage of.</param>
/// <param name="FedBy">Its inputs and earlier stages.</param>
/// <param name="Related">Other neighbours.</param>
/// <param name="Experts">Experts who agreed to be matched and whose profile names it, heaviest first, at most 20.</param>
/// <param name="ExpertCount">All of them.</param>
/// <param name="Demands">Public open needs that name it, heaviest first, at most 20.</param>
/// <param name="DemandCount">All of them.</param>
public sealed record TechnologyView(
    string Id,
    string Zh,
    string En,
    IReadOnlyList<string> Labels,
    IReadOnlyList<NamedCode> Fields,
    IReadOnlyList<NamedCode> Industries,
    IReadOnlyList<NamedCode> Disciplines,
    IReadOnlyList<NamedCode> Emerging,
    IReadOnlyList<TechnologyName> Broader,
    IReadOnlyList<TechnologyName> Narrower,
    IReadOnlyList<TechnologyName> Feeds,
    IReadOnlyList<TechnologyName> FedBy,
    IReadOnlyList<TechnologyName> Related,
    IReadOnlyList<LinkedTalent> Experts,
    int ExpertCount,
    IReadOnlyList<LinkedDemand> Demands,
    int DemandCount);

/// <summary>A code with its Chinese name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Of a third level the name of the level above.</param>
public sealed record NamedCode(string Code, string Name);

/// <summary>An expert linked to a technology.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Weight">1 for each achievement that names it, a half for each statement about oneself.</param>
public sealed record LinkedTalent(Guid TalentId, double Weight);

/// <summary>An open need linked to a technology.</summary>
/// <param name="DemandId">The need.</param>
/// <param name="Title">Its title.</param>
/// <param name="Weight">2 for the title, 1 for the description, less for the rest.</param>
public sealed record LinkedDemand(Guid DemandId, string Title, double Weight);

/// <summary>GET /v1/technologies/{id}.</summary>
public static class GetTechnology
{
    private const int Most = 20;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetTechnology(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/technologies/{id}", Handle).WithName("GetTechnology").WithTags("Technologies").AllowAllRoles(Scopes.ExpertsRead).WithReadProblems(404, 503);

    private static Results<Ok<TechnologyView>, ProblemHttpResult> Handle(string id, KnowledgeGraph graph, LinkedMarket market, RankingState state)
    {
        if (graph.Find(id) is not { } technology)
        {
            return Problems.TechnologyNotFound(id);
        }

        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        var (talents, demands, open) = (market.Talents(), market.Demands(), state.Demands.Current);
        TechnologyName[] Names(int[] numbers) => [.. numbers.Select(number => TechnologyName.Of(graph.Technologies[number]))];
        return TypedResults.Ok(new TechnologyView(
            technology.Id,
            technology.Zh,
            technology.En,
            technology.Labels,
            Named(technology.Fields, TechnologyFields.Name),
            Named(technology.Industries, Industries.Name),
            Named(technology.Disciplines, Disciplines.Name),
            Named(technology.Emerging, Codes.EmergingIndustries.Label),
            Names(technology.Broader),
            Names(technology.Narrower),
            Names(technology.Feeds),
            Names(technology.FedBy),
            Names(technology.Related),
            [.. talents.Of(technology.Number).Take(Most).Select(found => new LinkedTalent(found.Entry.Id, Math.Round(found.Weight, 3)))],
            talents.CountOf(technology.Number),
            [.. demands.Of(technology.Number).Take(Most)
                .Select(found => new LinkedDemand(found.Entry.Id, open.Find(found.Entry.Id)?.Item.Texts[0] ?? "", Math.Round(found.Weight, 3)))],
            demands.CountOf(technology.Number)));
    }

    private static NamedCode[] Named(IReadOnlyList<string> codes, Func<string, string?> name) => [.. codes.Select(code => new NamedCode(code, name(code) ?? ""))];
}
