using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class InstituteTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_registered_institute_is_read_back_as_sent()
    {
        var code = CreditCodes.Next();
        var created = await service.Post("/v1/institutes", ExpertBody.Institute(code));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"/v1/institutes/{code}", created.Headers.Location!.OriginalString);

        var read = await service.Http.GetAsync($"/v1/institutes/{code}");
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        Assert.True(JsonNode.DeepEquals(ExpertBody.Institute(code).With("revision", 1), await read.Json()));
    }

    [Fact]
    public async Task An_institute_is_registered_once()
    {
        var code = await service.RegisterInstitute();
        var again = await service.Post("/v1/institutes", ExpertBody.Institute(code));

        Assert.Equal((HttpStatusCode.Conflict, "institute_exists"), (again.StatusCode, await again.ProblemCode()));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from institute where credit_code = @code", new { code }));
    }

    [Fact]
    public async Task A_renamed_institute_publishes_its_active_experts_with_a_raised_revision_and_no_others()
    {
        var code = await service.RegisterInstitute();
        var first = await service.RegisterExpert(ExpertBody.Sound(code));
        var second = await service.RegisterExpert(ExpertBody.Sound(code));
        var gone = await service.RegisterExpert(ExpertBody.Sound(code));
        await service.Post($"/v1/experts/{gone["id"]}/withdraw", new { });
        var stranger = await service.RegisterExpert();

        var answer = await service.Put($"/v1/institutes/{code}", ExpertBody.Institute(code).With("name", "越州大学").With("regionCode", "330603"), "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (answer.StatusCode, answer.Headers.ETag!.Tag));
        foreach (var expert in new[] { first, second })
        {
            var published = await service.Published(expert["id"]!);
            Assert.Equal([1, 2], published.Select(p => p.Revision));
            Assert.Equal(("越州大学", "330603"), (published[1].Profile.Institute.Name, published[1].Profile.Institute.RegionCode));
        }

        Assert.Single(await service.Published(gone["id"]!));
        Assert.Single(await service.Published(stranger["id"]!));
    }

    [Fact]
    public async Task An_expert_registered_while_the_institute_is_renamed_ends_with_the_new_name()
    {
        var code = await service.RegisterInstitute();
        var registrations = Enumerable.Range(0, 12).Select(_ => service.RegisterExpert(ExpertBody.Sound(code))).ToArray();
        await service.Put($"/v1/institutes/{code}", ExpertBody.Institute(code).With("name", "新名大学"));
        foreach (var expert in await Task.WhenAll(registrations))
        {
            Assert.Equal("新名大学", (await service.Published(expert["id"]!))[^1].Profile.Institute.Name);
        }
    }

    [Fact]
    public async Task A_revision_that_has_passed_is_refused()
    {
        var code = await service.RegisterInstitute();
        await service.Put($"/v1/institutes/{code}", ExpertBody.Institute(code));
        var late = await service.Put($"/v1/institutes/{code}", ExpertBody.Institute(code).With("name", "迟到大学"), "\"1\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "revision_changed"), (late.StatusCode, await late.ProblemCode()));
        Assert.Equal("越州理工大学", await service.Database.Scalar<string>("select name from institute where credit_code = @code", new { code }));
    }

    [Fact]
    public async Task The_credit_code_of_an_institute_does_not_change()
    {
        var code = await service.RegisterInstitute();
        var answer = await service.Put($"/v1/institutes/{code}", ExpertBody.Institute(CreditCodes.Next()));

        Assert.Equal(["creditCode:credit_code_fixed"], await answer.Faults());
    }

    [Fact]
    public async Task Institutes_are_listed_by_region_with_everything_below_it_and_by_kind()
    {
        var county = CreditCodes.Next();
        await service.Post("/v1/institutes", ExpertBody.Institute(county).With("regionCode", "511083").With("kind", "hospital"));
        var city = CreditCodes.Next();
        await service.Post("/v1/institutes", ExpertBody.Institute(city).With("regionCode", "511000").With("kind", "college"));

        Assert.Equal(new[] { county, city }.Order(StringComparer.Ordinal), await Codes("region=511000"));
        Assert.Equal([county], await Codes("region=511083"));
        Assert.Equal([county], await Codes("region=510000&kind=hospital"));

        async Task<string[]> Codes(string query) => [.. (await (await service.Http.GetAsync($"/v1/institutes?{query}")).Json())["items"]!.AsArray().Select(i => (string)i!["creditCode"]!)];
    }

    [Fact]
    public async Task Pages_of_institutes_hold_each_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await service.Post("/v1/institutes", ExpertBody.Institute(CreditCodes.Next()).With("regionCode", "610100"));
        }

        var pages = await service.Pages("/v1/institutes?region=610000&limit=2", "creditCode");
        Assert.Equal([2, 2, 1], pages.Select(p => p.Length));
        Assert.Equal(5, pages.SelectMany(p => p).Distinct().Count());
    }
}
