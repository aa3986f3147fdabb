using System.Reflection;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Documents.Tests;

/// <summary>No endpoint of any service is forgotten whose answer has texts in both languages.</summary>
public sealed class AskedLanguageTests(IdentityHost identity, TalentProfilesHost talents, TechnologyDemandsHost demands, RankingHost ranking, MatchReviewHost review, WebhooksHost webhooks, InsightsHost insights)
    : IClassFixture<IdentityHost>, IClassFixture<TalentProfilesHost>, IClassFixture<TechnologyDemandsHost>, IClassFixture<RankingHost>, IClassFixture<MatchReviewHost>, IClassFixture<WebhooksHost>, IClassFixture<InsightsHost>
{
    private const string English = "English";

    [Fact]
    public void Every_answer_with_a_text_in_both_languages_is_given_in_the_one_that_is_asked_for()
    {
        var endpoints = new[] { identity.Services, talents.Services, demands.Services, ranking.Services, review.Services, webhooks.Services, insights.Services }
            .SelectMany(services => services.GetRequiredService<EndpointDataSource>().Endpoints).ToArray();
        var asked = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<InAskedLanguageMetadata>() is not null).Select(NameOf).ToArray();

        Assert.Equal(endpoints.Where(endpoint => Answered(endpoint).Any(type => HasTexts(type, []))).Select(NameOf).Order(), asked.Order());
        // Not ListConsentTexts: the digest is that of the Chinese text.
        Assert.Equal(
            [
                "DiagnoseDemand", "GetAccountPersonalData", "GetBulletin", "GetDiagnosis", "GetFunnel", "GetIndicator", "GetIndicatorValues", "GetInsightsPersonalData", "GetMatch", "GetNotice", "GetPortrait", "GetProfilePersonalData", "GetRankingPersonalData", "GetReviewPersonalData", "GetWebhookPersonalData", "GetWhatIf",
                "GetWhyNot", "ListBookingReasons", "ListChallengeReasons", "ListDemandMatches", "ListFittingDemands", "ListIndicators", "ListNotices", "ListOutcomes", "ListReasonCodes", "PutIndicator", "RankText", "ReplayRanking",
            ],
            asked.Order());
    }

    [Fact]
    public async Task The_document_says_that_the_header_chooses_more_than_a_title()
    {
        var document = await (await ranking.Http.GetAsync(new Uri("/openapi.json", UriKind.Relative))).Json();
        string[] Headers(string path) => [.. document["paths"]![path]!["get"]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["$ref"] ?? "")];

        Assert.Contains("#/components/parameters/Accept-Language-Of-Texts", Headers("/v1/experts/{id}/portrait"));
        Assert.DoesNotContain("#/components/parameters/Accept-Language", Headers("/v1/experts/{id}/portrait"));
        Assert.Contains("#/components/parameters/Accept-Language", Headers("/v1/ranker"));
        Assert.Equal("Accept-Language", (string?)document["components"]!["parameters"]!["Accept-Language-Of-Texts"]!["name"]);
        JsonNode? Language(string path) => document["paths"]![path]!["get"]!["responses"]!["200"]!["headers"]!["Content-Language"];
        Assert.NotNull(Language("/v1/experts/{id}/portrait"));
        Assert.Null(Language("/v1/ranker"));
    }

    private static string NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.DisplayName!;

    private static IEnumerable<Type> Answered(Endpoint endpoint) =>
        endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode < 400).Select(answer => answer.Type).OfType<Type>();

    // By the types as they are written, not by the way in which they become JSON.
    private static bool HasTexts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return false;
        }

        var properties = type.Assembly.GetName().Name!.StartsWith("Matchmaking.", StringComparison.Ordinal) ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance) : [];
        var texts = properties.Where(property => property.PropertyType == typeof(string) && !property.IsDefined(typeof(VerbatimAttribute))).Select(property => property.Name).ToHashSet();
        IEnumerable<Type> held = [.. properties.Select(property => property.PropertyType), .. type.GetGenericArguments(), .. type.GetElementType() is { } element ? [element] : Type.EmptyTypes];
        return properties.Any(property => property.Name.EndsWith(English, StringComparison.Ordinal) && texts.Contains(property.Name[..^English.Length])) || held.Any(next => HasTexts(next, seen));
    }
}
