using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class FollowTalentsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_highest_revision_wins_in_whatever_order_they_arrive()
    {
        var orders = new long[][] { [1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1] };
        foreach (var order in orders)
        {
            var talent = Guid.NewGuid();
            foreach (var revision in order)
            {
                var messageId = Guid.NewGuid();
                await service.Deliver(Told.Talent(talent, revision, $"第{revision}版自述：反渗透膜清洗"), messageId);
                await service.Received(messageId);
            }

            Assert.Equal(3, await service.Database.Scalar<long>("select revision from candidate where talent_id = @talent", new { talent }));
            Assert.StartsWith("第3版", await service.Database.Scalar<string>("select profile->>'text' from candidate where talent_id = @talent", new { talent }), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_withdrawal_that_arrives_first_is_not_undone_and_the_profile_is_gone()
    {
        var (talent, late) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(new TalentWithdrawn(talent, 2, DateTimeOffset.UtcNow));
        await Eventually.Get(() => service.Database.Scalar<int>("select count(*)::int from candidate where talent_id = @talent", new { talent }), n => n == 1, "the withdrawal was not taken");
        await service.Deliver(Told.Talent(talent, 1, "迟到的自述：膜元件"), late);

        await service.Received(late);
        Assert.True(await service.Database.Scalar<bool>("select profile is null from candidate where talent_id = @talent", new { talent }));
    }

    [Fact]
    public async Task A_talent_whose_stored_profile_cannot_be_read_may_leave_all_the_same()
    {
        var (talent, withdrawal) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Database.Scalar<int>("insert into candidate (talent_id, revision, profile) values (@talent, 1, '{}') returning 1", new { talent });
        await service.Deliver(new TalentWithdrawn(talent, 2, DateTimeOffset.UtcNow), withdrawal);

        await service.Received(withdrawal);
        Assert.True(await service.Database.Scalar<bool>("select profile is null from candidate where talent_id = @talent", new { talent }));
    }

    [Fact]
    public async Task A_talent_who_comes_later_joins_open_lists_and_leaves_them_again()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Deliver(Told.Demand(demand, 1, "蚕茧烘干能耗高", "蚕茧烘干房热风循环能耗高，茧层色泽变差，要热泵除湿烘干"));
        Assert.Empty((await service.List(demand, 1)).Matches);

        await service.Know(Told.Talent(talent, 1, "热泵除湿烘干蚕茧，热风循环节能四成，茧层色泽保持。"));
        Assert.Equal([talent], (await service.List(demand, 2)).Talents());

        await service.Deliver(new TalentWithdrawn(talent, 2, DateTimeOffset.UtcNow));
        Assert.Empty((await service.List(demand, 3)).Matches);
    }

    [Fact]
    public async Task A_talent_who_changes_nothing_in_a_list_makes_no_new_one()
    {
        var (demand, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(Guid.NewGuid(), 1, "桑黄液体发酵与多糖提取，发酵罐放大。"));
        await service.Deliver(Told.Demand(demand, 1, "桑黄多糖得率低", "桑黄液体发酵以后多糖提取得率低"));
        await service.List(demand, 1);
        await service.Settled();
        var before = await Version(demand);

        // It shares one character with the demand, so the list is marked and looked at again, and nothing is found to have changed.
        await service.Know(Told.Talent(stranger, 1, "锅炉烟气余热换热器防腐，热效率测定。"));
        await Eventually.Get(() => Version(demand), version => version != before, "the list was not marked");
        await service.Settled();
        Assert.Equal(1, await service.Lists(demand));
    }

    [Fact]
    public async Task Talents_and_demands_that_arrive_together_find_each_other()
    {
        // Whichever is taken first does not know the other yet; in the end every list must hold every talent.
        var demands = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToArray();
        var talents = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToArray();
        await Task.WhenAll(
            [
                .. talents.Select((talent, i) => service.Deliver(Told.Talent(talent, 1, $"第{i}号：竹纤维针刺毡滤材克重均匀性与热定型收缩控制。"))),
                .. demands.Select((demand, i) => service.Deliver(Told.Demand(demand, 1, $"竹纤维针刺毡{i}", "竹纤维针刺毡滤材克重不匀，热定型以后收缩"))),
            ]);

        foreach (var demand in demands)
        {
            await Eventually.Get(
                () => service.Database.Scalar<int>("select count(*)::int from listed where demand_id = @demand and talent_id = any(@talents)", new { demand, talents }),
                n => n == talents.Length,
                "a list lacks a talent");
        }
    }

    [Fact]
    public async Task Capacity_that_is_used_up_while_lists_are_being_made_leaves_nobody_on_a_list()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "卷烟滤棒丝束开松比在线检测与压降稳定。", capacity: 1));
        var demands = Enumerable.Range(0, 15).Select(_ => Guid.NewGuid()).ToArray();
        await Task.WhenAll(
            [.. demands.Select((demand, i) => service.Deliver(Told.Demand(demand, 1, $"滤棒压降{i}", "滤棒丝束开松比波动，压降不稳，要在线检测"))), service.Deliver(Told.Accepted(Guid.NewGuid(), talent))]);

        await Eventually.Get(() => service.Database.Scalar<int>("select count(*)::int from ranked_list where demand_id = any(@demands)", new { demands }), n => n >= demands.Length, "not every demand was ranked");
        await service.Settled();
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from listed where talent_id = @talent", new { talent }));
    }

    // The row's own version: any write to it shows, also a mark that is cleared again.
    private Task<string> Version(Guid demand) => service.Database.Scalar<string>("select xmin::text from demand where demand_id = @demand", new { demand });
}
