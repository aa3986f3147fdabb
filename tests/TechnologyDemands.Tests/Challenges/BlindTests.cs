using Matchmaking.Contracts.Erasure;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Challenges.Bids;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>Names are blacked out for the panel, and go for good when an expert is erased.</summary>
public sealed class BlindTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Theory]
    [InlineData("我院云龙湖纺织研究院（徐州）与钱汀合作", "我院■■■与■■■合作")]
    [InlineData("云龙湖纺织研究院和彭城印染股份有限公司，简称彭城印染", "■■■和■■■，简称■■■")]
    [InlineData("QIAN Ting leads; qian ting signs", "■■■ leads; ■■■ signs")]
    [InlineData("机构代码12320300YY9900268G的检测线", "机构代码■■■的检测线")]
    [InlineData("低张力双辊方案", "低张力双辊方案")]
    public void Every_name_of_the_form_is_blacked_out_wherever_it_stands(string text, string blind)
    {
        var bid = new BidForm(
            "云龙湖纺织研究院（徐州）", text, 1, [], new TeamForm("钱汀（虚构）", ["Qian Ting"]), null, [new PartnerForm("12320300YY9900268G", "彭城印染股份有限公司")]);

        Assert.Equal(blind, BlindText.Mask(text, BlindText.NamesOf(bid)));
    }

    [Fact]
    public async Task An_expert_who_is_erased_leaves_a_bid_without_the_name_and_the_draw_as_it_was()
    {
        var talent = Guid.NewGuid();
        var way = await service.Challenge();
        await way.Drawn(1, body: _ =>
        {
            var body = Way.BidBody();
            body["leadTalentId"] = talent.ToString();
            body["milestones"]![0]!["title"] = "钱工程师小样达标";
            return body;
        });
        var before = await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/panel")).Content.ReadAsStringAsync();
        var erasure = Guid.NewGuid();

        await service.Deliver(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));

        await Eventually.Get(async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure), answer => answer is not null, "the service never answered");
        Assert.DoesNotContain("钱工程师", System.Text.RegularExpressions.Regex.Unescape((await way.ViewBid(0)).ToJsonString()));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from idempotency_key k where k::text like @Name", new { Name = "%钱工程师%" }));
        Assert.Equal(before, await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/panel")).Content.ReadAsStringAsync());
    }
}
