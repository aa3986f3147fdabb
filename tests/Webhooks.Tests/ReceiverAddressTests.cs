using System.ComponentModel.DataAnnotations;
using Matchmaking.Webhooks.Sending;

namespace Matchmaking.Webhooks.Tests;

public sealed class ReceiverAddressTests
{
    [Theory]
    [InlineData("https://example.com/hooks", null)]
    [InlineData("https://example.com:8443/hooks?key=a%40b", null)]
    [InlineData("https://xn--fiqs8s.example/%E9%92%A9", null)]
    [InlineData("https://1.1.1.1/", null)]
    [InlineData("https://[2606:4700:4700::1111]/", null)]
    [InlineData("example.com/hooks", "invalid_url")]
    [InlineData("/hooks", "invalid_url")]
    [InlineData("https://", "invalid_url")]
    [InlineData("https:///hooks", "invalid_url")]
    [InlineData("https://example.com/a b", "invalid_url")]
    [InlineData("https://example.com\\@10.0.0.1/", "invalid_url")]
    [InlineData("https://example.com/\r\nX-Injected: 1", "invalid_url")]
    [InlineData("https://中国.example/", "invalid_url")]
    [InlineData("https://example.com/#part", "invalid_url")]
    [InlineData("http://example.com/", "scheme_not_allowed")]
    [InlineData("ftp://example.com/", "scheme_not_allowed")]
    [InlineData("file:///etc/passwd", "invalid_url")]
    [InlineData("gopher://example.com/", "scheme_not_allowed")]
    [InlineData("javascript:alert(1)", "invalid_url")]
    [InlineData("https://user@example.com/", "credentials_not_allowed")]
    [InlineData("https://user:secret@example.com/", "credentials_not_allowed")]
    [InlineData("https://@example.com/", "credentials_not_allowed")]
    [InlineData("https://example.com:22/", "port_not_allowed")]
    [InlineData("https://example.com:5432/", "port_not_allowed")]
    [InlineData("https://example.com:99999/", "invalid_url")]
    [InlineData("https://localhost/", "address_not_allowed")]
    [InlineData("https://localhost./", "address_not_allowed")]
    [InlineData("https://hooks.LOCALHOST/", "address_not_allowed")]
    [InlineData("https://rabbitmq/", "address_not_allowed")]
    [InlineData("https://metadata.google.internal/", "address_not_allowed")]
    [InlineData("https://127.0.0.1/", "address_not_allowed")]
    [InlineData("https://2130706433/", "address_not_allowed")]
    [InlineData("https://0x7f.0.0.1/", "address_not_allowed")]
    [InlineData("https://0177.0.0.1/", "address_not_allowed")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "address_not_allowed")]
    [InlineData("https://[::1]/", "address_not_allowed")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address_not_allowed")]
    [InlineData("https://[fd00::1]/", "address_not_allowed")]
    public void What_cannot_be_called_is_refused_when_it_is_registered(string url, string? code) =>
        Assert.Equal(code, ReceiverAddress.Fault(url, new WebhookOptions())?.Code);

    [Theory]
    [InlineData("http://127.0.0.1:9000/hooks", null)]
    [InlineData("http://localhost:9099/", null)]
    [InlineData("http://127.0.0.1:7999/", "port_not_allowed")]
    [InlineData("ftp://127.0.0.1:9000/", "scheme_not_allowed")]
    public void Settings_open_http_private_addresses_and_ports(string url, string? code) =>
        Assert.Equal(code, ReceiverAddress.Fault(url, new WebhookOptions { AllowHttp = true, AllowPrivateAddresses = true, Ports = "443, 8000-9099" })?.Code);

    [Theory]
    [InlineData("443,8000-9000", "5,30", true)]
    [InlineData("443;80", "5,30", false)]
    [InlineData("9000-8000", "5,30", false)]
    [InlineData("0-70000", "5,30", false)]
    [InlineData("443", "5,,30", false)]
    [InlineData("443", "0", false)]
    [InlineData("443", "-5", false)]
    [InlineData("443", "99999999999", false)]
    public void Settings_that_cannot_be_read_end_the_start(string ports, string waits, bool isSound)
    {
        var options = new WebhookOptions { Ports = ports, RetrySeconds = waits };

        Assert.Equal(isSound, Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true));
    }
}
