using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Watches;

/// <summary>Bad input for watches, sent by the sides: an operator is none of them.</summary>
internal static class BadWatches
{
    private static readonly JsonObject SoundWatch = JsonNode.Parse("""{ "expertId": "00000000-0000-0000-0000-000000000001", "field": "403", "regionCode": "330600", "minScore": 50, "maxRank": 5 }""")!.AsObject();

    /// <summary>All of it.</summary>
    public static IEnumerable<BadRequest> All()
    {
        foreach (var bad in BadRequest.OfAnyBody("POST", "/v1/watches", SoundWatch, "field"))
        {
            yield return bad with { Role = "enterprise" };
        }

        foreach (var (field, value, fault) in new (string, JsonNode?, string)[]
        {
            ("field", "999", "field:unknown_field_code"), ("regionCode", "99", "regionCode:unknown_region"), ("minScore", 101, "minScore:out_of_range"), ("minScore", -1, "minScore:out_of_range"),
            ("maxRank", 0, "maxRank:out_of_range"), ("maxRank", 21, "maxRank:out_of_range"),
        })
        {
            yield return new($"a watch whose {field} is {value}", "POST", "/v1/watches", BadRequest.Changed(SoundWatch, field, value), 400, "validation_failed", fault) { Role = "enterprise", Exactly = true };
        }

        yield return new("another's need", "POST", "/v1/watches", BadRequest.Changed(SoundWatch, "demandId", $"{Guid.Empty}"), 404, "demand_not_found") { Role = "enterprise" };
        yield return new("another's expert", "POST", "/v1/watches", SoundWatch.ToJsonString(), 404, "expert_not_found") { Role = "institute" };
        yield return new("nobody's", "GET", $"/v1/watches/{Guid.Empty}", null, 404, "watch_not_found") { Role = "institute" };
        yield return new("nobody's", "GET", $"/v1/watches/{Guid.Empty}/fits", null, 404, "watch_not_found") { Role = "enterprise" };
        yield return new("nobody's", "DELETE", $"/v1/watches/{Guid.Empty}", null, 404, "watch_not_found") { Role = "enterprise" };
        yield return new("sorted by what it has not", "GET", "/v1/watches?sort=field", null, 400, "validation_failed", "sort:unknown_sort") { Role = "enterprise" };
    }
}
