using System.Net;
using Matchmaking.Webhooks.Sending;

namespace Matchmaking.Webhooks.Tests;

/// <summary>Where the service lets itself be sent: requests forged through it (SSRF) reach nothing but the public internet.</summary>
public sealed class AddressTests : IAsyncLifetime
{
    private Receiver receiver = null!;

    public async Task InitializeAsync() => receiver = await Receiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("9.255.255.255", true)]
    [InlineData("11.0.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.51.100.7", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("239.255.255.250", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:1.1.1.1", false)]
    [InlineData("::ffff:33.1.1.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:0:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::a00:1", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("2001:20::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2002:c0a8:101::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("5f00::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("017700000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:33.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[0:0:0:0:0:ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    [InlineData("[fe80::1%251]")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.", "address_not_allowed", "name_not_resolved")]
    [InlineData("１２７.0.0.1", "address_not_allowed", "name_not_resolved")]
    public async Task However_loopback_is_written_nothing_is_sent_to_it(string host, params string[] codes)
    {
        var path = new Uri(receiver.New());
        var result = await Post($"http://{host}:{path.Port}{path.AbsolutePath}", Dns.GetHostAddressesAsync);

        // Whether the last two are names at all is up to the resolver of the machine.
        Assert.Contains(result.Error, codes is [] ? ["address_not_allowed"] : codes);
        Assert.Empty(receiver.Calls(path.ToString()));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3", "127.0.0.1", "fd00::1")]
    public async Task A_name_that_leads_to_private_addresses_is_not_called(params string[] addresses)
    {
        var url = new Uri(receiver.New());
        var result = await Post($"http://hooks.example:{url.Port}{url.AbsolutePath}", (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));

        Assert.Equal("address_not_allowed", result.Error);
        Assert.Empty(receiver.Calls(url.ToString()));
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked_and_the_name_is_asked_for_once()
    {
        var (url, asked) = (new Uri(receiver.New()), new List<string>());
        var result = await Post(
            $"http://hooks.example:{url.Port}{url.AbsolutePath}",
            (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
            },
            new WebhookOptions { AllowPrivateAddresses = true });

        Assert.Equal(200, result.Status);
        Assert.Equal(["hooks.example"], asked);
        Assert.Equal($"hooks.example:{url.Port}", Assert.Single(receiver.Calls(url.ToString())).Headers["Host"]);
    }

    private static async Task<CallResult> Post(string url, Func<string, CancellationToken, Task<IPAddress[]>> resolve, WebhookOptions? options = null)
    {
        options ??= new WebhookOptions();
        using var receivers = new Receivers(new GuardedConnection(resolve, options.AllowPrivateAddresses), options);
        return await receivers.Post(url, "id", DateTimeOffset.UtcNow, "{}", [WebhookSignature.NewSecret()], CancellationToken.None);
    }
}
