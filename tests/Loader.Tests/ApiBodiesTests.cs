using System.Text.Json.Nodes;

namespace Matchmaking.Loader.Tests;

public sealed class ApiBodiesTests
{
    private static readonly SeedRow Institute = Row("""{"ref":"I1","creditCode":"91330206000000001A","name":"甬江研究院"}""");
    private static readonly SeedRow Enterprise = Row("""{"ref":"E1","creditCode":"91330604000000002B","name":"晟澜"}""");

    private readonly ApiBodies _bodies = new(new SeedSet([Institute], [], [Enterprise], [], ""));

    [Fact]
    public void An_organisation_is_posted_without_its_ref() =>
        Assert.Equal("""{"creditCode":"91330206000000001A","name":"甬江研究院"}""", Plain(ApiBodies.Institute(Institute)));

    [Fact]
    public void An_expert_names_the_institute_by_credit_code_and_keeps_every_other_field()
    {
        var body = _bodies.Expert(Row("""{"ref":"P1","name":"林沐川","institute":"I1","orcid":"0000-0001","capacity":0}"""));

        Assert.Equal("""{"name":"林沐川","orcid":"0000-0001","capacity":0,"instituteCreditCode":"91330206000000001A"}""", Plain(body));
    }

    [Fact]
    public void A_targeted_demand_names_its_institutes_by_credit_code_and_is_published()
    {
        var body = _bodies.Demand(Row("""{"ref":"D1","enterprise":"E1","visibility":"targeted","targetInstitutes":["I1"]}"""));

        Assert.Equal(
            """{"visibility":"targeted","targetInstitutes":["91330206000000001A"],"enterpriseCreditCode":"91330604000000002B","publish":true}""",
            Plain(body));
    }

    [Fact]
    public void A_confidential_demand_stays_a_draft() =>
        Assert.False((bool)_bodies.Demand(Row("""{"ref":"D2","enterprise":"E1","visibility":"confidential"}"""))["publish"]!);

    [Fact]
    public void A_ref_that_no_file_has_is_named_with_its_line()
    {
        var stop = Assert.Throws<LoadingException>(() => _bodies.Expert(Row("""{"ref":"P2","institute":"I9"}""")));

        Assert.Equal("rows.jsonl line 7 (P2) names I9, which no file has", stop.Message);
    }

    [Fact]
    public void An_edited_row_is_posted_under_another_key_and_an_unchanged_one_under_the_same()
    {
        Assert.Equal(GatewayApi.Key("D1", "{}"), GatewayApi.Key("D1", "{}"));
        Assert.NotEqual(GatewayApi.Key("D1", "{}"), GatewayApi.Key("D1", "{ }"));
        Assert.NotEqual(GatewayApi.Key("D1", "{}"), GatewayApi.Key("D2", "{}"));
    }

    private static SeedRow Row(string json) => new("rows.jsonl", 7, JsonNode.Parse(json)!.AsObject());

    private static string Plain(JsonObject body) =>
        body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
