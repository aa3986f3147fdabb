using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

public sealed class RotationTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Theory]
    [InlineData("", 24)]
    [InlineData("?formerHours=2", 2)]
    public async Task After_a_rotation_both_secrets_sign_until_the_former_lapses(string query, int hours)
    {
        var hook = await service.Hook(service.Receiver.New());
        using var answer = await hook.Post($"/secret:rotate{query}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var rotated = await answer.Json();
        var newSecret = (string)rotated["secret"]!;
        Assert.NotEqual(hook.Secret, newSecret);
        Assert.Equal((DateTime)rotated["formerSecretUntil"]!, (DateTime)(await hook.View())["formerSecretUntil"]!, TimeSpan.FromMilliseconds(1));

        var during = await Test(hook, 1);
        Assert.Equal((2, true, true), (during.Signature.Split(' ').Length, during.Verifies(hook.Secret), during.Verifies(newSecret)));
        service.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(1));
        Assert.True((await Test(hook, 2)).Verifies(hook.Secret));
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var after = await Test(hook, 3);
        Assert.Equal((1, false, true), (after.Signature.Split(' ').Length, after.Verifies(hook.Secret), after.Verifies(newSecret)));
        Assert.Null((DateTime?)(await hook.View())["formerSecretUntil"]);
    }

    [Fact]
    public async Task A_secret_that_leaked_signs_no_more_at_once()
    {
        var hook = await service.Hook(service.Receiver.New());
        var secret = (string)(await (await hook.Post("/secret:rotate?formerHours=0")).Json())["secret"]!;

        var call = await Test(hook, 1);
        Assert.Equal((false, true), (call.Verifies(hook.Secret), call.Verifies(secret)));
        Assert.Null(await service.Database.Scalar<string?>("select former_secret from webhook where webhook_id = @Id", new { hook.Id }));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_secret_and_rotates_once()
    {
        var hook = await service.Hook(service.Receiver.New());
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => hook.Post("/secret:rotate?formerHours=1", "rotate-1")));
        var secrets = await Task.WhenAll(answers.Select(async answer => (string)(await answer.Json())["secret"]!));

        Assert.Single(secrets.Distinct());
        Assert.Equal(2, (int)(await hook.View())["revision"]!);
        Assert.Equal("idempotency_key_reused", await (await hook.Post("/secret:rotate?formerHours=2", "rotate-1")).ProblemCode());
        Assert.True((await Test(hook, 1)).Verifies(secrets[0]));
    }

    [Fact]
    public async Task No_secret_stands_in_the_database_in_plain()
    {
        var hook = await service.Hook(service.Receiver.New());
        var rotated = (string)(await (await hook.Post("/secret:rotate", "key")).Json())["secret"]!;

        foreach (var secret in (string[])[hook.Secret, rotated])
        {
            foreach (var table in await service.Database.Column<string>("select tablename::text from pg_tables where schemaname = 'public'"))
            {
                Assert.Equal(0, await service.Database.Scalar<int>(
                    $"select count(*)::int from {table} t where position(@plain in t::text) > 0", new { plain = secret["whsec_".Length..] }));
            }
        }
    }

    [Fact]
    public async Task A_secret_that_was_copied_into_the_row_of_another_webhook_signs_nothing()
    {
        var (hook, other) = (await service.Hook(service.Receiver.New()), await service.Hook(service.Receiver.New()));
        await service.Database.Scalar<int>("update webhook set secret = (select secret from webhook where webhook_id = @From) where webhook_id = @To returning 1", new { From = other.Id, To = hook.Id });
        (await hook.Post(":test")).EnsureSuccessStatusCode();

        Assert.Equal("secret_unreadable", (string?)(await hook.Delivery("pending", 1))["lastError"]);
        Assert.Empty(service.Receiver.Calls(hook.Url));
    }

    private async Task<ReceivedCall> Test(OwnedWebhook hook, int number)
    {
        using var answer = await hook.Post(":test");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var call = (await service.Called(hook.Url, number))[number - 1];
        Assert.Equal(("matchmaking.webhook.test", $"{hook.Id}"), ((string)JsonNode.Parse(call.Body)!["type"]!, (string)JsonNode.Parse(call.Body)!["data"]!["webhookId"]!));
        // A call whose end is not noted yet is made again once the clock has passed its lease, and would be taken for the next.
        await Eventually.Get(
            () => service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id and state = 'pending'", new { hook.Id }), pending => pending == 0, "the call was never noted as delivered");
        return call;
    }
}
