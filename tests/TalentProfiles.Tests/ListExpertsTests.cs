using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ListExpertsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Pages_neither_skip_nor_repeat_while_experts_are_registered()
    {
        var institute = await service.RegisterInstitute();
        var before = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            before.Add((string)(await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!);
        }

        var pages = await service.Pages($"/v1/experts?institute={institute}&limit=3", "id", () => service.RegisterExpert(ExpertBody.Sound(institute)));

        Assert.Equal([3, 3, 3, 2], pages.Select(p => p.Length));
        Assert.Equal(before.AsEnumerable().Reverse(), pages.SelectMany(p => p));
    }

    [Fact]
    public async Task The_link_header_names_the_next_page()
    {
        var institute = await service.RegisterInstitute();
        await service.RegisterExpert(ExpertBody.Sound(institute));
        await service.RegisterExpert(ExpertBody.Sound(institute));
        var first = await service.Http.GetAsync($"/v1/experts?institute={institute}&limit=1");

        var link = first.Headers.GetValues("Link").Single();
        var second = await (await service.Http.GetAsync("/v1/experts" + link[1..link.IndexOf('>', StringComparison.Ordinal)])).Json();
        Assert.Single(second["items"]!.AsArray());
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task The_region_is_that_of_the_institute_or_one_served_with_everything_below_it()
    {
        var institute = CreditCodes.Next();
        await service.Post("/v1/institutes", ExpertBody.Institute(institute).With("regionCode", "430100"));
        var id = (string)(await service.RegisterExpert(ExpertBody.Sound(institute).With("regionsServed", new JsonArray("350203", "360000"))))["id"]!;

        foreach (var region in new[] { "430100", "430000", "350203", "350200", "350000", "360000" })
        {
            Assert.Equal([id], await Ids($"region={region}"));
        }

        foreach (var region in new[] { "430200", "350205", "350300", "360100" })
        {
            Assert.Empty(await Ids($"region={region}"));
        }
    }

    [Fact]
    public async Task Fields_and_disciplines_find_what_stands_below_them()
    {
        var institute = await service.RegisterInstitute();
        var id = (string)(await service.RegisterExpert(ExpertBody.Sound(institute).With("fields", new JsonArray("60202")).With("disciplines", new JsonArray("4706020"))))["id"]!;
        await service.RegisterExpert(ExpertBody.Sound(institute));

        foreach (var query in new[] { "field=60", "field=602", "field=60202", "discipline=470", "discipline=47060", "discipline=4706020" })
        {
            Assert.Equal([id], await Ids($"institute={institute}&{query}"));
        }

        foreach (var query in new[] { "field=601", "field=60203", "discipline=47061", "discipline=480" })
        {
            Assert.Empty(await Ids($"institute={institute}&{query}"));
        }
    }

    [Fact]
    public async Task The_status_tells_the_active_from_the_withdrawn()
    {
        var institute = await service.RegisterInstitute();
        var active = (string)(await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        var gone = (string)(await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        await service.Post($"/v1/experts/{gone}/withdraw", new { });

        Assert.Equal([gone, active], await Ids($"institute={institute}"));
        Assert.Equal([active], await Ids($"institute={institute}&status=active"));
        Assert.Equal([gone], await Ids($"institute={institute}&status=withdrawn"));
    }

    private async Task<string[]> Ids(string query) => (await service.Pages($"/v1/experts?{query}", "id")).Single();
}
