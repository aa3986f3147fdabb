using System.Security.Cryptography;
using Matchmaking.Webhooks.Sending;

namespace Matchmaking.Webhooks.Tests;

public sealed class SignatureTests
{
    [Fact]
    public void The_vector_of_the_standard_comes_out() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));

    [Fact]
    public void Keys_of_every_length_and_texts_in_chinese_verify_by_another_implementation()
    {
        foreach (var length in (int[])[24, 32, 63, 64])
        {
            var secret = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(length))}";
            var body = $$"""{"note":"轧光{{length}}"}""";
            var call = new ReceivedCall("id", "1700000000", WebhookSignature.Of([secret], "id", 1_700_000_000, body), null, body, new Dictionary<string, string>());

            Assert.True(call.Verifies(secret));
            Assert.False((call with { Body = body + " " }).Verifies(secret));
            Assert.False((call with { Timestamp = "1700000001" }).Verifies(secret));
        }
    }

    [Fact]
    public void New_secrets_have_the_form_of_the_standard_and_differ()
    {
        string[] secrets = [.. Enumerable.Range(0, 100).Select(_ => WebhookSignature.NewSecret())];

        Assert.All(secrets, secret => Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64));
        Assert.Equal(100, secrets.Distinct().Count());
    }
}
