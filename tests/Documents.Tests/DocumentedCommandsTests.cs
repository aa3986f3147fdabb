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
    public async Task Registering_and_a_webhook_are_as_the_page_of_services_says()
    {
        var said = await DocumentedCommands.Run("services/README.md", system.Gateway, IdentityHost.OperatorPassword);

        Assert.Equal(2, DocumentedCommands.Count("services/README.md"));
        Assert.Contains("\"eventType\":\"matchmaking.webhook.test\"", said);
    }
}
