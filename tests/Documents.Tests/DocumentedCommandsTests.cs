using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>The commands of the pages, as they stand there.</summary>
[Collection("system")]
public sealed class DocumentedCommandsTests(WholeSystem system)
{
    [Fact]
    public async Task The_way_from_nothing_to_an_answer_is_as_the_first_page_says()
    {
        var said = await DocumentedCommands.Run("README.md", system.Gateway, IdentityHost.OperatorPassword, "services/README.md");

        Assert.Equal(2, DocumentedCommands.Count("README.md"));
        Assert.Contains("\"demandId\":", said);
    }

    [Fact]
    public async Task A_need_goes_its_whole_way_as_the_walkthrough_says()
    {
        var said = await DocumentedCommands.Run("services/Walkthrough.md", system.Gateway, IdentityHost.OperatorPassword);

        Assert.Equal(7, DocumentedCommands.Count("services/Walkthrough.md"));
        Assert.All(
            ["\"verdict\":\"return\"", "\"verdict\":\"publish\"", "in_verification", "\"state\":\"rated\"", "\"act\":\"disclosed\"", "0532-00000000", "0532-11111111"],
            text => Assert.Contains(text, said));
    }

    [Fact]
    public async Task A_challenge_goes_from_collection_to_payment_with_three_teams_as_its_page_says()
    {
        var said = await DocumentedCommands.Run("services/ChallengeWalkthrough.md", system.Gateway, IdentityHost.OperatorPassword);

        Assert.Equal(7, DocumentedCommands.Count("services/ChallengeWalkthrough.md"));
        Assert.All(["\"state\":\"scoring\"", "■■■", "the panel is drawn as the seed says", "\"seats\":[{\"seat\":1,\"marks\":{", "\"state\":\"eliminated\"", "\"shortBy\":0.5", "the challenge is completed"], text => Assert.Contains(text, said));
    }

    [Fact]
    public async Task Registering_and_a_webhook_are_as_the_page_of_services_says()
    {
        var said = await DocumentedCommands.Run("services/README.md", system.Gateway, IdentityHost.OperatorPassword);

        Assert.Equal(2, DocumentedCommands.Count("services/README.md"));
        Assert.Contains("\"eventType\":\"matchmaking.webhook.test\"", said);
    }
}
