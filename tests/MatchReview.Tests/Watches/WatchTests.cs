using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Watches;

/// <summary>Both sides are told of what newly fits, once, whatever the order of the news; of what fitted before, and of what they may not read, they are not.</summary>
public sealed class WatchTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private readonly string enterprise = CreditCodes.Next();
    private readonly string institute = CreditCodes.Next();

    [Fact]
    public async Task An_enterprise_is_told_of_experts_that_come_after_the_first_list()
    {
        var (demand, early, late) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var watch = await Watch("enterprise", enterprise, new { });
        await service.Tell(Demand(demand), Talent(early), Talent(late), Told.List(demand, 1, early));
        Assert.Empty(await Fits(watch));

        await service.Tell(Told.List(demand, 2, late, early));
        await service.Tell(Told.List(demand, 3, late, early));

        var told = Assert.Single(await Fits(watch));
        Assert.Equal(("enterprise", enterprise, demand, late, 1, 92.0), (told.Side, told.Organisation, told.DemandId, told.TalentId, told.Rank, told.Score));
        Assert.Equal([(late, 1)], await Listed("enterprise", enterprise, watch));
    }

    [Fact]
    public async Task An_institute_is_told_of_needs_that_rank_its_experts_where_it_may_read_them()
    {
        Guid[] talents = [Guid.NewGuid(), Guid.NewGuid()];
        var watch = await Watch("institute", institute, new { });
        var (open, aimed, elsewhere) = (Demand(Guid.NewGuid()), Demand(Guid.NewGuid(), "targeted", institute), Demand(Guid.NewGuid(), "targeted", CreditCodes.Next()));
        await service.Tell(open, aimed, elsewhere, Talent(talents[0]), Talent(talents[1], CreditCodes.Next()));
        foreach (var demand in (DemandPublished[])[open, aimed, elsewhere])
        {
            await service.Tell(Told.List(demand.DemandId, 1, talents));
        }

        Assert.Equal(
            new[] { (open.DemandId, talents[0]), (aimed.DemandId, talents[0]) }.Order(), (await Fits(watch)).Select(fit => (fit.DemandId, fit.TalentId)).Order());

        // It may read the third once everybody may.
        await service.Tell(elsewhere with { Revision = 2, Demand = elsewhere.Demand with { Visibility = "public" } });
        Assert.Equal(3, (await Fits(watch)).Count);
    }

    [Fact]
    public async Task Each_order_of_the_news_ends_in_the_same_notice()
    {
        foreach (var order in (int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            var (demand, talent, theirs) = (Guid.NewGuid(), Guid.NewGuid(), CreditCodes.Next());
            var watch = await Watch("institute", theirs, new { minScore = 50 });
            object[] news = [Demand(demand), Talent(talent, theirs), Told.List(demand, 1, talent)];

            await service.Tell([.. order.Select(place => news[place])]);
            await service.Tell([.. order.Select(place => news[place])]);

            Assert.Equal(talent, Assert.Single(await Fits(watch)).TalentId);
        }
    }

    [Fact]
    public async Task What_fits_already_is_known_and_what_comes_to_fit_is_told()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Demand(demand), Talent(talent), Told.List(demand, 1, talent));
        var all = await Watch("institute", institute, new { });
        var high = await Watch("institute", institute, new { minScore = 95 });
        await service.Tell(Told.List(demand, 2, talent));
        Assert.Empty(await Fits(all));
        Assert.Empty(await Fits(high));

        var better = Told.List(demand, 3, talent);
        await service.Tell(better with { Matches = [Told.Entry(talent, 1, 96)] });

        Assert.Empty(await Fits(all));
        Assert.Equal(96, Assert.Single(await Fits(high)).Score);
    }

    [Fact]
    public async Task Every_condition_counts()
    {
        var (demand, other, talent, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        // An own need and an own expert are watched by name once they are known.
        await service.Tell(Demand(demand), Demand(other), Talent(talent), Talent(second));
        (object Form, int Told)[] watches =
        [
            (new { demandId = demand }, 2), (new { demandId = other }, 0), (new { expertId = talent }, 1), (new { expertId = Guid.NewGuid() }, 0), (new { field = "40" }, 2), (new { field = "403" }, 2), (new { field = "20" }, 0),
            (new { regionCode = "330600" }, 2), (new { regionCode = "330000" }, 2), (new { regionCode = "110000" }, 0), (new { minScore = 85 }, 1), (new { minScore = 99 }, 0), (new { maxRank = 1 }, 1),
        ];
        var ids = new List<Guid>();
        foreach (var (form, _) in watches)
        {
            ids.Add(await Watch("enterprise", enterprise, form));
        }

        await service.Tell(Told.List(demand, 1), Told.List(demand, 2, talent, second));

        var told = new List<int>();
        foreach (var id in ids)
        {
            told.Add((await Fits(id)).Count);
        }

        Assert.Equal(watches.Select(watch => watch.Told), told);
    }

    [Fact]
    public async Task A_watch_is_its_organisations_alone_and_ends_with_its_deletion()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        var watch = await Watch("institute", institute, new { });
        foreach (var (role, organisation) in new[] { ("institute", CreditCodes.Next()), ("enterprise", institute), ("enterprise", enterprise) })
        {
            using var stranger = service.As(role, organisation);
            foreach (var path in (string[])[$"/v1/watches/{watch}", $"/v1/watches/{watch}/fits"])
            {
                Assert.Equal("watch_not_found", await (await stranger.GetAsync(new Uri(path, UriKind.Relative))).ProblemCode());
            }

            Assert.Equal("watch_not_found", await (await stranger.DeleteAsync(new Uri($"/v1/watches/{watch}", UriKind.Relative))).ProblemCode());
            Assert.Empty((await (await stranger.GetAsync(new Uri("/v1/watches", UriKind.Relative))).Json())["items"]!.AsArray());
        }

        using var own = service.As("institute", institute);
        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync(new Uri($"/v1/watches/{watch}", UriKind.Relative))).StatusCode);
        await service.Tell(Demand(demand), Talent(talent), Told.List(demand, 1, talent));
        Assert.Empty(await Fits(watch));
    }

    [Fact]
    public async Task An_organisation_has_a_hundred_watches_and_no_more()
    {
        for (var i = 0; i < 100; i++)
        {
            await Watch("institute", institute, new { minScore = i });
        }

        using var own = service.As("institute", institute);
        Assert.Equal("too_many_watches", await (await own.PostAsJsonAsync(new Uri("/v1/watches", UriKind.Relative), new { })).ProblemCode());
        await Watch("institute", CreditCodes.Next(), new { });
    }

    [Fact]
    public async Task A_watch_that_is_set_while_lists_are_queued_knows_or_tells_of_every_match()
    {
        Guid[] demands = [.. Enumerable.Range(0, 12).Select(_ => Guid.NewGuid())];
        var talent = Guid.NewGuid();
        await service.Tell([Talent(talent), .. demands.Select(demand => Demand(demand))]);
        var queued = Task.WhenAll(demands.Select(demand => service.Tell(Told.List(demand, 1, talent))));
        var watches = new List<Guid>();
        // An organisation has a hundred at most, however slow the lists are.
        while (!queued.IsCompleted && watches.Count < 90)
        {
            watches.Add(await Watch("institute", institute, new { }));
        }

        await queued;
        watches.Add(await Watch("institute", institute, new { }));
        foreach (var watch in watches)
        {
            Assert.Equal(12, await service.Database.Scalar<long>("select count(*) from watch_fit where watch_id = @watch", new { watch }));
        }
    }

    private DemandPublished Demand(Guid id, string visibility = "public", params string[] targets)
    {
        var told = Told.Demand(id);
        return told with { Demand = told.Demand with { Enterprise = told.Demand.Enterprise with { CreditCode = enterprise }, Visibility = visibility, TargetInstitutes = targets } };
    }

    private TalentPublished Talent(Guid id, string? of = null)
    {
        var told = Told.Talent(id);
        return told with { Profile = told.Profile with { Institute = told.Profile.Institute with { CreditCode = of ?? institute } } };
    }

    private async Task<Guid> Watch(string role, string organisation, object form)
    {
        using var http = service.As(role, organisation);
        var answer = await http.PostAsJsonAsync(new Uri("/v1/watches", UriKind.Relative), form);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (Guid)(await answer.Json())["id"]!;
    }

    private async Task<(Guid Expert, int Rank)[]> Listed(string role, string organisation, Guid watch)
    {
        using var http = service.As(role, organisation);
        JsonNode page = await (await http.GetAsync(new Uri($"/v1/watches/{watch}/fits", UriKind.Relative))).Json();
        return [.. page["items"]!.AsArray().Select(fit => ((Guid)fit!["expertId"]!, (int)fit["rank"]!))];
    }

    private Task<IReadOnlyList<WatchFitted>> Fits(Guid watch) => service.Sent<WatchFitted>(watch, fit => fit.WatchId);
}
