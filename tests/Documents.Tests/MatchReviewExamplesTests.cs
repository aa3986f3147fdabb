extern alias review;

using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>The examples of MatchReview are sent to it.</summary>
public sealed class MatchReviewExamplesTests(MatchReviewHost service) : IClassFixture<MatchReviewHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        await new ExampleRun<review::Program>(service, "MatchReview", async () =>
        {
            var (demand, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            await service.Tell(
                Told.Need(demand), Told.Expert(first, "周衡（虚构）", "长期从事轧光整理。"), Told.Expert(second, "林沐川（虚构）", "薄膜双向拉伸。"), Told.List(demand, first, second));
            var list = await (await service.Http.GetAsync(new Uri($"/v1/demands/{demand}/matches", UriKind.Relative))).Json();
            var (accepted, pending) = ((string)list["matches"]![0]!["id"]!, (string)list["matches"]![1]!["id"]!);
            await service.Http.Made($"/v1/matches/{accepted}/decision", new { decision = "accepted", reasonCodes = (string[])["good_fit"], reviewer = "赵评审（虚构）" });
            var (contracted, completed) = (await Contracted(), await Contracted());
            await service.Http.Made($"/v1/matches/{contracted}/milestones", new { title = "样机下线", dueOn = "2027-03-31" });
            await service.Http.Made($"/v1/matches/{completed}/progress", new { stage = "acceptance", recordedBy = "孙联络（虚构）" });
            return new() { ["demand"] = $"{demand}", ["talent"] = $"{first}", ["accepted"] = accepted, ["pending"] = pending, ["contracted"] = contracted, ["completed"] = completed };
        }).Run();
    }

    private async Task<string> Contracted()
    {
        var (demand, expert, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Need(demand), Told.Expert(expert, "周衡（虚构）", "长期从事轧光整理。"), Told.Expert(other, "林沐川（虚构）", "薄膜双向拉伸。"), Told.List(demand, expert, other));
        var match = (string)(await (await service.Http.GetAsync(new Uri($"/v1/demands/{demand}/matches", UriKind.Relative))).Json())["matches"]![0]!["id"]!;
        await service.Http.Made($"/v1/matches/{match}/decision", new { decision = "accepted", reasonCodes = (string[])["good_fit"], reviewer = "赵评审（虚构）" });
        await service.Http.Made($"/v1/matches/{match}/progress", new { stage = "agreement", recordedBy = "孙联络（虚构）" });
        await service.Http.Made(
            $"/v1/matches/{match}/progress",
            new { stage = "contract", recordedBy = "孙联络（虚构）", contract = new { kind = "development", amountYuan = 600_000, transactionAmountYuan = 480_000, signedOn = "2026-11-20" } });
        return match;
    }
}
