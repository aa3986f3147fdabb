using System.Text.Json.Nodes;
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

        await Erase(talent);

        Assert.DoesNotContain("钱工程师", System.Text.RegularExpressions.Regex.Unescape((await way.ViewBid(0)).ToJsonString()));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from idempotency_key k where k::text like @Name", new { Name = "%钱工程师%" }));
        Assert.Equal(before, await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/panel")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_member_who_is_erased_goes_from_every_text_in_any_writing_and_the_others_stay()
    {
        var (lead, member) = (Guid.NewGuid(), Guid.NewGuid());
        var way = await service.Challenge();
        await way.Closed(1, body: _ =>
        {
            var body = Way.BidBody();
            body["proposal"] = "Zhao Wen 与钱工程师、孙技师分两步实施；由 ZHAO WEN（虚构） 检测。";
            body["leadTalentId"] = $"{lead}";
            body["team"] = new JsonObject
            {
                ["lead"] = "钱工程师",
                ["members"] = new JsonArray("孙技师"),
                ["experts"] = new JsonArray(new JsonObject { ["talentId"] = $"{member}", ["name"] = "Zhao Wen（虚构）" }, new JsonObject { ["talentId"] = $"{Guid.NewGuid()}", ["name"] = "周测试" }),
            };
            return body;
        });
        // What the panel reads held names where they were not found when the bid was sealed.
        await service.Database.Scalar<int>(
            "update bid_content set blind_proposal = proposal, blind_milestones = jsonb_set(milestones, '{0,title}', '\"钱工程师与Zhao wen小样达标\"') where bid_id = @bid returning 1", new { bid = way.Bids[0].Bid });
        Task<string> Stored() => service.Database.Scalar<string>("select c::text from bid_content c where bid_id = @bid", new { bid = way.Bids[0].Bid });

        await Erase(member);
        var without = await Stored();
        Assert.DoesNotContain("zhao", without, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{member}", without);
        Assert.All((string[])["钱工程师与■■■小样达标", "孙技师", "周测试", $"{lead}"], kept => Assert.Contains(kept, without));
        Assert.Equal("■■■", (string?)(await way.ViewBid(0, way.Bids[0].Http))["content"]!["team"]!["experts"]![0]!["name"]);

        await Erase(lead);
        Assert.DoesNotContain("钱工程师", await Stored());
        Assert.Contains("■■■与■■■小样达标", await Stored());
    }

    [Fact]
    public async Task A_bid_that_names_an_expert_who_was_erased_is_refused()
    {
        var (lead, member) = (Guid.NewGuid(), Guid.NewGuid());
        var way = await service.Challenge();
        Assert.Equal(("ok", "ok", "ok"), (await way.Argue(), await way.Publish(), await way.Bid()));
        await Erase(lead);
        await Erase(member);
        JsonObject Body(Guid? leads, Guid? works)
        {
            var body = Way.BidBody();
            body["leadTalentId"] = leads?.ToString();
            body["team"]!["experts"] = works is null ? null : new JsonArray(new JsonObject { ["talentId"] = $"{works}", ["name"] = "赵文" });
            return body;
        }

        Assert.Equal(("expert_erased", "expert_erased"), (await way.Bid(body: Body(lead, null)), await way.Bid(body: Body(null, member))));
        using var replaced = await way.Bids[0].Http.PutAsync($"/v1/bids/{way.Bids[0].Bid}", System.Net.Http.Json.JsonContent.Create(Body(lead, member)));
        Assert.Equal(["leadTalentId:expert_erased", "team.experts[0].talentId:expert_erased"], await replaced.Faults());
        Assert.Equal(System.Net.HttpStatusCode.Conflict, replaced.StatusCode);
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from bid_content c where c::text like @Lead or c::text like @Member", new { Lead = $"%{lead}%", Member = $"%{member}%" }));
        Assert.Equal("ok", await way.Bid(body: Body(Guid.NewGuid(), Guid.NewGuid())));
    }

    private async Task Erase(Guid talent)
    {
        var erasure = Guid.NewGuid();
        await service.Deliver(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        await Eventually.Get(async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure), answer => answer is not null, "the service never answered");
    }
}
