extern alias demands;

using System.Net.Http.Json;
using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>Challenges in all their states, for the examples: one for each that changes it. Made once, for they take a while.</summary>
internal sealed class ChallengeExamples(TechnologyDemandsHost service, HttpClient enterprise, Func<Task<string>> need)
{
    private static readonly string[] Panel = ["12330600YY99003135", "12330600YY99003210", "91330600YY990041X6"];
    private static readonly string[] Bidders = ["12330600YY990033XP", "12330600YY9900348P", "12330600YY9900356J", "12330600YY99004366", "12330600YY99004441"];

    /// <summary>Makes them.</summary>
    public async Task<Dictionary<string, string>> Make()
    {
        foreach (var (code, place) in Panel.Select((code, i) => (code, i)))
        {
            using var registered = await service.Http.PutAsJsonAsync($"/v1/panellists/institute-of-{code}", new { organisation = code, fields = (string[])["403"], fromIndustry = place == 2, active = true });
            Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        }

        var (unawarded, _) = await Closed(0);
        var (open, placed) = await Published(1);
        var (_, unchecked_) = await Closed(1);
        var (publicity, awards) = await Scored(2);
        using var objector = service.As("institute", "12330600YY9900452U");
        var objection = await objector.Made($"/v1/challenges/{publicity}/objections", new { bidId = awards[0], reasonCodes = (string[])["false_statement"], text = "业绩与公开资料不符（虚构）" });
        var (_, signing) = await Signing(2);
        var (_, racing) = await Racing();
        var (leaving, scoring) = ((await Drawn(1)).Id, (await Drawn(2)).Id);
        return new()
        {
            ["needOfChallenge"] = await need(),
            ["needOfRevised"] = (await Posted()).Need,
            ["challengeRevised"] = lastId,
            ["challengeCollected"] = (await Posted()).Id,
            ["challengeToEnd"] = (await Posted()).Id,
            ["challengeArgued"] = await Argued(),
            ["challengeUnawarded"] = unawarded,
            ["challengeOpen"] = open,
            ["bidPlaced"] = placed[0],
            ["bidUnchecked"] = unchecked_[0],
            ["challengeLeaving"] = leaving,
            ["challengeScoring"] = scoring,
            ["challengeInPublicity"] = publicity,
            ["bidAwarded"] = awards[1],
            ["objection"] = (string)objection["id"]!,
            ["bidToSign"] = signing[0],
            ["bidToDecline"] = signing[1],
            ["bidToAccept"] = racing[0],
            ["bidToCheck"] = racing[1],
            ["bidToEliminate"] = racing[2],
            ["bidToPay"] = racing[3],
            ["bidToReport"] = racing[4],
            ["panellist"] = $"institute-of-{Panel[0]}",
            ["one"] = "1",
        };
    }

    private string lastId = "";

    private static object Bid(int number) => new
    {
        organisationName = $"第{number}纺织研究院（虚构）",
        proposal = "双辊低张力加热，压力闭环控制，分两步上线。",
        priceYuan = 600_000 + number,
        team = new { lead = "钱工（虚构）", members = (string[])["孙技师（虚构）"] },
        milestones = new[] { new { title = "小样达标", days = 90, share = 40 }, new { title = "产线达标", days = 180, share = 60 } },
        partners = Array.Empty<object>(),
    };

    private async Task<(string Id, string Need)> Posted(int teams = 1)
    {
        var demandId = await need();
        lastId = (string)(await enterprise.Made("/v1/challenges", new
        {
            demandId,
            indicators = new[] { new { name = "光泽保持率", relation = ">=", value = 85, unit = "%" } },
            fundYuan = 700_000,
            subsidyYuan = 300_000,
            teams,
        }))["id"]!;
        return (lastId, demandId);
    }

    private async Task<string> Argued(int teams = 1)
    {
        var (id, _) = await Posted(teams);
        await service.Http.Made($"/v1/challenges/{id}:argue", new { necessary = true, assessable = true, budgetReasonable = true });
        return id;
    }

    private async Task<(string Id, string[] Bids)> Published(int bids)
    {
        var id = await Argued(Math.Max(1, bids));
        await service.Http.Made($"/v1/challenges/{id}:publish", new { bidsUntil = DateTimeOffset.UtcNow.AddDays(30) });
        var placed = new List<string>();
        for (var number = 0; number < bids; number++)
        {
            using var bidder = service.As("institute", Bidders[number]);
            placed.Add((string)(await bidder.Made($"/v1/challenges/{id}/bids", Bid(number)))["id"]!);
        }

        return (id, [.. placed]);
    }

    private async Task<(string Id, string[] Bids)> Closed(int bids)
    {
        var made = await Published(bids);
        await IsOver(made.Id);
        return made;
    }

    private async Task<(string Id, string[] Bids)> Drawn(int bids)
    {
        var made = await Closed(bids);
        foreach (var bid in made.Bids)
        {
            await service.Http.Made($"/v1/bids/{bid}:check", new { passed = true });
        }

        await service.Http.Made($"/v1/challenges/{made.Id}/panel:draw", null);
        return made;
    }

    private async Task<(string Id, string[] Bids)> Scored(int bids)
    {
        var made = await Drawn(bids);
        foreach (var code in Panel)
        {
            using var member = service.As("institute", code);
            await member.Made($"/v1/challenges/{made.Id}/scores", new { scores = Enumerable.Range(0, bids).Select(place => new { letter = $"{(char)('A' + place)}", marks = new { feasibility = 80, plan = 80, price = 80 } }) });
        }

        return made;
    }

    private async Task<(string Id, string[] Bids)> Signing(int bids)
    {
        var made = await Scored(bids);
        await IsOver(made.Id);
        return made;
    }

    // The first waits for acceptance, the second has reported, the third has missed, the fourth has reached, the fifth reports.
    private async Task<(string Id, string[] Bids)> Racing()
    {
        var made = await Signing(5);
        for (var number = 0; number < 5; number++)
        {
            using var bidder = service.As("institute", Bidders[number]);
            foreach (var party in (HttpClient[])[enterprise, bidder, service.Http])
            {
                await party.Made($"/v1/bids/{made.Bids[number]}:sign", new { contractNumber = $"2026-{number}", amountYuan = 600_000 + number });
            }
        }

        for (var number = 1; number < 4; number++)
        {
            using var bidder = service.As("institute", Bidders[number]);
            await bidder.Made($"/v1/bids/{made.Bids[number]}/milestones/1:report", new { text = "小样检测报告（虚构）" });
        }

        await service.Http.Made($"/v1/bids/{made.Bids[2]}/milestones/1:check", new { reached = false, reasonCodes = (string[])["result_insufficient"], text = "仅82%（虚构）" });
        await service.Http.Made($"/v1/bids/{made.Bids[3]}/milestones/1:check", new { reached = true, text = "属实（虚构）" });
        return made;
    }

    // The examples do not wait for days: the state's time is over, and the next command, here one that is refused, finds that.
    private async Task IsOver(string id)
    {
        await service.Database.Scalar<int>("update challenge set until = now() - interval '1 second' where challenge_id = @id returning 1", new { id = Guid.Parse(id) });
        using var refused = await service.Http.PostAsJsonAsync($"/v1/challenges/{id}:argue", new { necessary = true, assessable = true, budgetReasonable = true });
        Assert.Equal("challenge_not_in_state", await refused.ProblemCode());
    }
}
