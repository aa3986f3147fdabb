using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ConsentTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_short_way_of_the_form_is_a_consent_to_the_present_text()
    {
        var expert = await service.RegisterExpert();

        var consent = Assert.Single(await History(expert));
        Assert.Equal(("matching", "2026-01", null), ((string?)consent!["purpose"], (string?)consent["textVersion"], (string?)consent["withdrawnAt"]));
        Assert.Equal("2026-01", (string?)(await (await service.Http.GetAsync($"/v1/experts/{expert["id"]}")).Json())["consentTextVersion"]);
    }

    [Fact]
    public async Task Taken_back_it_is_published_at_once_and_given_again_it_is_ranked_again()
    {
        var expert = await service.RegisterExpert();

        var withdrawn = await service.Post($"/v1/experts/{expert["id"]}/consents/matching:withdraw", new { });
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        var given = await service.Post($"/v1/experts/{expert["id"]}/consents", new { purpose = "matching", textVersion = "2026-01" });
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);

        Assert.Equal([true, false, true], (await service.Published(expert["id"]!)).Select(told => told.Profile.Consent));
        var history = await History(expert);
        Assert.Equal([true, false], history.Select(consent => consent!["withdrawnAt"] is null));
        Assert.Equal("consent_not_given", await (await service.Post($"/v1/experts/{expert["id"]}/consents/public_listing:withdraw", new { })).ProblemCode());
    }

    [Fact]
    public async Task A_revised_form_that_says_no_takes_the_consent_back_and_one_that_says_yes_again_adds_nothing()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute());
        var expert = await service.RegisterExpert(body);

        (await service.Put($"/v1/experts/{expert["id"]}", body.With("consent", true))).EnsureSuccessStatusCode();
        Assert.Single(await History(expert));
        (await service.Put($"/v1/experts/{expert["id"]}", body.With("consent", false))).EnsureSuccessStatusCode();

        Assert.NotNull(Assert.Single(await History(expert))!["withdrawnAt"]);
        Assert.Equal(HttpStatusCode.OK, (await service.Put($"/v1/experts/{expert["id"]}", body.With("consent", true).With("consentTextVersion", "2026-01"))).StatusCode);
        Assert.Equal(2, (await History(expert)).Count);
    }

    [Fact]
    public async Task Public_listing_follows_matching_until_the_expert_is_asked_for_it()
    {
        var expert = await service.RegisterExpert();
        var page = $"/v1/experts/{expert["id"]}/jsonld";
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(page)).StatusCode);

        var given = await service.Post($"/v1/experts/{expert["id"]}/consents", new { purpose = "public_listing", textVersion = "2026-01", givenAt = "2026-02-03T04:05:06Z" });
        Assert.Equal("2026-02-03T04:05:06Z", (string?)(await given.Json())["givenAt"]);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(page)).StatusCode);
        (await service.Post($"/v1/experts/{expert["id"]}/consents/public_listing:withdraw", new { })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync(page)).StatusCode);
        // Matching stands: only the one purpose was taken back.
        Assert.True((bool)(await (await service.Http.GetAsync($"/v1/experts/{expert["id"]}")).Json())["consent"]!);
    }

    [Fact]
    public async Task Who_agreed_to_which_text_can_be_listed_and_the_texts_read_in_both_languages()
    {
        var institute = await service.RegisterInstitute();
        var (agreed, silent) = (await service.RegisterExpert(ExpertBody.Sound(institute)), await service.RegisterExpert(ExpertBody.Sound(institute).With("consent", false)));

        var listed = await (await service.Http.GetAsync($"/v1/experts?institute={institute}&textVersion=2026-01")).Json();
        Assert.Equal([(string)agreed["id"]!], listed["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.NotEqual((string)agreed["id"]!, (string)silent["id"]!);

        var texts = (await (await service.Http.GetAsync("/v1/consent-texts")).Json())["items"]!.AsArray();
        Assert.Equal(["matching", "public_listing", "contact_disclosure"], texts.Select(text => (string)text!["purpose"]!));
        Assert.All(texts, text => Assert.Contains("同意", (string)text!["text"]!, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains("consent", (string)text!["textEnglish"]!, StringComparison.OrdinalIgnoreCase));
        Assert.All(texts, text => Assert.Matches("^[0-9a-f]{64}$", (string)text!["digest"]!));
    }

    private async Task<JsonArray> History(JsonNode expert) => (await (await service.Http.GetAsync($"/v1/experts/{expert["id"]}/consents")).Json())["items"]!.AsArray();
}
