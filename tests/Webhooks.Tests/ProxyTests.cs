using System.Diagnostics;
using System.Net;
using Matchmaking.Webhooks.Sending;

namespace Matchmaking.Webhooks.Tests;

/// <summary>For tests that change what the whole process shares: no other test runs meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class ProxyTests
{
    [Fact]
    public async Task The_proxy_of_the_environment_is_not_asked_and_no_trace_or_cookie_leaves_the_house()
    {
        await using var receiver = await Receiver.Start();
        var url = receiver.New((http, _) =>
        {
            http.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        var before = HttpClient.DefaultProxy;
        // What http_proxy would be read into; nobody listens there.
        HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1");
        try
        {
            using var activity = new Activity("request").Start();
            using var receivers = new Receivers(new GuardedConnection(Dns.GetHostAddressesAsync, allowPrivate: true), new WebhookOptions());
            foreach (var id in (string[])["a", "b"])
            {
                Assert.Equal(200, (await receivers.Post(url, id, DateTimeOffset.UtcNow, "{}", [WebhookSignature.NewSecret()], CancellationToken.None)).Status);
            }
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(2, receiver.Calls(url).Count);
        Assert.All(receiver.Calls(url), call => Assert.Equal(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            call.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase)));
    }
}
