using System.Text.Json.Nodes;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>GET /v1/experts/{id}/jsonld: an expert who agrees to be matched, and to be listed in public where that was asked, as a schema.org Person, without contact; nobody else.</summary>
public static class GetExpertJsonLd
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetExpertJsonLd(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/jsonld", Handle).WithName("GetExpertJsonLd").WithTags("Experts").AllowAllRoles(Scopes.ExpertsRead)
            .Produces<object>(200, JsonLdAnswer.MediaType).WithReadProblems(404);

    private static async Task<Results<JsonLdAnswer, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await ExpertSnapshot.Read(connection, null, [id], cancellation);
        return found is [{ IsListed: true } expert] ? new JsonLdAnswer(Person(expert)) : Problems.ExpertNotFound(id);
    }

    private static JsonObject Person(ExpertSnapshot expert)
    {
        string[] subjects = [.. expert.ResearchDirections, .. expert.Fields.Select(TechnologyFields.Name).OfType<string>(), .. expert.Disciplines.Select(Disciplines.Name).OfType<string>()];
        var person = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Person",
            ["@id"] = $"urn:uuid:{expert.Id}",
            ["name"] = expert.Name,
            ["description"] = expert.Text,
            ["affiliation"] = new JsonObject { ["@type"] = "Organization", ["name"] = expert.InstituteName, ["identifier"] = expert.InstituteCode },
            ["knowsAbout"] = new JsonArray([.. subjects.Distinct().Select(subject => JsonValue.Create(subject))]),
        };
        if (expert.Title is not null)
        {
            person["jobTitle"] = expert.Title;
        }

        if (expert.Orcid is not null)
        {
            person["sameAs"] = $"https://orcid.org/{expert.Orcid}";
        }

        return person;
    }
}
