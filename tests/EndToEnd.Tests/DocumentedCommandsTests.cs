using Matchmaking.Client;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>The commands of the pages and the client in C#, on the real broker.</summary>
[Collection("system")]
public sealed class DocumentedCommandsTests(RunningSystem system)
{
    [Theory]
    [InlineData("README.md", "\"demandId\":")]
    [InlineData("services/Walkthrough.md", "\"state\":\"rated\"")]
    [InlineData("services/ChallengeWalkthrough.md", "the challenge is completed")]
    [InlineData("services/README.md", "\"eventType\":\"matchmaking.webhook.test\"")]
    public async Task The_commands_of_a_page_do_what_it_says(string page, string said) =>
        Assert.Contains(said, await DocumentedCommands.Run(page, system.Gateway, RunningSystem.OperatorPassword, "services/README.md"));

    [Fact]
    public async Task A_program_posts_a_need_and_reads_its_list()
    {
        var enterprise = await system.Api.RegisterEnterprise();
        var institute = await system.Api.RegisterInstitute("越州试验研究院（虚构）");
        var expert = await system.Api.RegisterExpert(institute, "周衡（虚构）", "长期从事棉织物轧光整理，解决布面极光与水洗后光泽下降。");
        using var made = await system.Api.Post("/api/v1/clients", new { name = "ERP", scopes = (string[])["demands:read", "demands:write", "matches:read"], role = "operator" });
        var secret = await made.Json();
        using var client = new MatchmakingClient(new MatchmakingClientOptions
        {
            Address = system.Gateway,
            ClientId = (string)secret["client"]!["clientId"]!,
            ClientSecret = (string)secret["clientSecret"]!,
        });

        var need = await client.Demands.Post(new DemandForm
        {
            EnterpriseCreditCode = enterprise,
            Title = "棉织物轧光极光",
            Field = "403",
            Description = "现有轧光机车速提高后布面出现极光，水洗后光泽下降明显。",
            CooperationModes = ["joint_development"],
            Visibility = "public",
            RegionCode = "330604",
            Contact = new ContactForm("技术部"),
            Publish = true,
        });
        var list = await Eventually.Get(() => client.Matches.OfDemand(need.Value.Id), found => found.Status == "ranked", "the need was never ranked");

        Assert.Contains(list.Matches, match => match.Talent.Id == expert);
    }
}
