using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class FollowTalentsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_highest_revision_of_an_expert_is_kept()
    {
        var talent = Guid.NewGuid();
        await service.Tell(Told.Talent(talent, 2, "二"), Told.Talent(talent, 5, "五"), Told.Talent(talent, 4, "四"));

        Assert.Equal("5 五 教授 doctor 浙东纺织研究院 330600 f", await Stored(talent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_leaves_or_takes_back_the_consent_goes_from_every_undecided_match(bool leaves)
    {
        var talent = Guid.NewGuid();
        Guid[] demands = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var other = Guid.NewGuid();
        await service.Tell([Told.Talent(talent), .. demands.Select(d => Told.List(d, 1, talent, other))]);
        (await service.Decide((await service.Matches(demands[2]))[0].Id)).EnsureSuccessStatusCode();

        await service.Tell(leaves ? Told.Withdrawn(talent, 2) : Told.Talent(talent, 2, consent: false));

        Assert.Equal(other, Assert.Single(await service.Matches(demands[0])).Talent);
        Assert.Equal(other, Assert.Single(await service.Matches(demands[1])).Talent);
        Assert.Equal(["accepted", "pending"], (await service.Matches(demands[2])).Select(m => m.Status));
    }

    [Fact]
    public async Task A_later_list_brings_back_only_who_was_ranked_on_a_later_profile()
    {
        var (demand, talents, _) = await service.Queue();
        await service.Tell(Told.Withdrawn(talents[0], 2), Told.List(demand, 1, 2, (talents[0], 1), (talents[1], 1)));
        Assert.Equal(talents[1], Assert.Single(await service.Matches(demand)).Talent);

        await service.Tell(Told.Talent(talents[0], 3), Told.List(demand, 1, 3, (talents[0], 3), (talents[1], 1)));
        Assert.Equal(talents, (await service.Matches(demand)).Select(m => m.Talent));
    }

    [Fact]
    public async Task The_profile_of_who_left_is_erased_unless_a_decision_names_them()
    {
        var (_, talents, ids) = await service.Queue();
        (await service.Decide(ids[1])).EnsureSuccessStatusCode();
        await service.Tell(Told.Withdrawn(talents[0], 3), Told.Withdrawn(talents[1], 3), Told.Talent(talents[0], 2), Told.Talent(talents[1], 2));

        Assert.Equal("2 t", await Stored(talents[0]));
        Assert.Equal("2 某某（虚构） 教授 doctor 浙东纺织研究院 330600 t", await Stored(talents[1]));
        var match = await (await service.Http.GetAsync($"/v1/matches/{ids[1]}")).Json();
        Assert.True((bool)match["talent"]!["withdrawn"]!);
        Assert.Equal("某某（虚构）", (string?)match["talent"]!["name"]);
    }

    [Fact]
    public async Task A_withdrawal_that_arrives_before_the_profile_leaves_nothing_of_it()
    {
        var talent = Guid.NewGuid();
        await service.Tell(Told.Withdrawn(talent, 9), Told.Talent(talent, 8));

        Assert.Equal("8 t", await Stored(talent));
    }

    private Task<string> Stored(Guid talent) => service.Database.Scalar<string>(
        "select concat_ws(' ', revision, name, title, degree, institute, region_code, withdrawn) from talent where talent_id = @talent", new { talent });
}
