extern alias webhooks;
namespace Matchmaking.Documents.Tests;

/// <summary>The examples of Webhooks are sent to it.</summary>
public sealed class WebhooksExamplesTests(WebhooksHost service) : IClassFixture<WebhooksHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        using var enterprise = service.As("enterprise", Told.Enterprise);

        await new ExampleRun<webhooks::Program>(service, "Webhooks", async () =>
        {
            var hook = await enterprise.Made("/v1/webhooks", new { url = $"https://erp.shenglan.example/{Guid.NewGuid()}", events = (string[])["matchmaking.list.ready"] });
            return new() { ["hook"] = (string)hook["webhook"]!["id"]! };
        }).Run();
    }
}
