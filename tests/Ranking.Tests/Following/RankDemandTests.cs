using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class RankDemandTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Need = "棉织物轧光以后布面极光，水洗光泽下降，改进轧光机温度压力";

    [Fact]
    public async Task A_published_demand_gets_an_explained_list_whose_parts_add_up()
    {
        var talent = await Expert();
        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, "轧光极光", Need));

        var list = await service.List(demand, 1);
        var match = list.Matches.Single(m => m.TalentId == talent);
        Assert.Equal(match.Score, match.Parts.Sum(part => part.Points), 9);
        Assert.NotEmpty(match.Evidence);
        Assert.Contains("轧光", match.Evidence[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, list.Matches.Count), list.Matches.Select(m => m.Rank));
    }

    [Fact]
    public async Task A_redelivered_message_has_no_second_effect_whatever_it_says()
    {
        // The same message id with a higher revision: without the receipt it would be taken.
        var (demand, messageId) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(Told.Demand(demand, 1, "轧光极光", Need), messageId);
        await service.List(demand, 1);
        await service.Deliver(Told.Demand(demand, 2, "另一个标题", Need), messageId);

        // More messages than are handled at a time: when the last has its list, the redelivery has been through.
        for (var i = 0; i < 20; i++)
        {
            var other = Guid.NewGuid();
            await service.Deliver(Told.Demand(other, 1, "轧光", Need));
            await service.List(other, 1);
        }

        Assert.Equal(1, await service.Database.Scalar<long>("select revision from demand where demand_id = @demand", new { demand }));
    }

    [Fact]
    public async Task A_late_lower_revision_changes_nothing()
    {
        var (demand, late) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(Told.Demand(demand, 2, "新的标题", Need));
        await service.List(demand, 1);
        await service.Deliver(Told.Demand(demand, 1, "旧的标题", Need), late);

        await service.Received(late);
        Assert.Equal(1, await service.Lists(demand));
        Assert.Equal("新的标题", await service.Database.Scalar<string>("select demand->>'title' from demand where demand_id = @demand", new { demand }));
    }

    [Fact]
    public async Task A_revision_gets_a_new_list()
    {
        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, "轧光极光", Need));
        await service.List(demand, 1);
        await service.Deliver(Told.Demand(demand, 2, "轧光极光（修订）", Need));

        var list = await service.List(demand, 2);
        Assert.Equal(2, list.DemandRevision);
    }

    [Fact]
    public async Task A_closure_that_arrives_first_keeps_the_demand_from_being_ranked()
    {
        var (demand, late) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(new DemandClosed(demand, 2, "solved", DateTimeOffset.UtcNow));
        await Eventually.Get(() => service.Database.Scalar<int>("select count(*)::int from demand where demand_id = @demand", new { demand }), n => n == 1, "the closure was not taken");
        await service.Deliver(Told.Demand(demand, 1, "轧光极光", Need), late);

        await service.Received(late);
        Assert.Equal(0, await service.Lists(demand));
    }

    [Fact]
    public async Task An_accepted_match_uses_up_capacity_and_the_expert_leaves_every_list()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "磁粉芯退火气氛控制，降低高频损耗，软磁材料绝缘包覆工艺。", capacity: 1));
        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, "磁粉芯损耗高", "软磁磁粉芯高频损耗降不下来，退火气氛与绝缘包覆要改进"));
        Assert.Contains(talent, (await service.List(demand, 1)).Talents());

        await service.Deliver(Told.Accepted(Guid.NewGuid(), talent));

        Assert.DoesNotContain(talent, (await service.List(demand, 2)).Talents());
    }

    [Fact]
    public async Task An_engagement_ends_with_its_demand_and_the_expert_is_free_for_others()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "茶鲜叶萎凋槽含水率在线检测，做青间温湿度控制。", capacity: 1));
        var (done, open) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(Told.Demand(done, 1, "萎凋含水率", "茶鲜叶萎凋含水率检测靠手感，要在线检测"));
        await service.List(done, 1);
        await service.Deliver(Told.Accepted(done, talent));
        await Eventually.Get(() => service.Database.Scalar<int>("select count(*)::int from listed where talent_id = @talent", new { talent }), n => n == 0, "the expert was not taken off the list");
        await service.Deliver(Told.Demand(open, 1, "做青间温湿度", "茶鲜叶萎凋做青间温湿度控制不稳，含水率检测滞后"));
        Assert.DoesNotContain(talent, (await service.List(open, 1)).Talents());

        await service.Deliver(new DemandClosed(done, 2, "solved", DateTimeOffset.UtcNow));

        Assert.Contains(talent, (await service.List(open, 2)).Talents());
    }

    private async Task<Guid> Expert()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "轧光机温度与压力控制，解决棉织物极光，水洗后光泽保持。"));
        return talent;
    }
}
