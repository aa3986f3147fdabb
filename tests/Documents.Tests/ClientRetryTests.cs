using System.Net;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Client;

namespace Matchmaking.Documents.Tests;

/// <summary>When the client sends a request again, and what it does not send again.</summary>
public sealed class ClientRetryTests
{
    private static readonly Guid Id = Guid.NewGuid();

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Who_is_told_to_come_back_does_under_the_same_key(HttpStatusCode refusal)
    {
        var platform = new Platform(Refused(refusal), Refused(refusal), Platform.Made);
        using var client = platform.Client();

        await client.Webhooks.Create(new WebhookForm { Url = "https://erp.example/" });

        Assert.Equal(3, platform.Keys.Count);
        Assert.Single(platform.Keys.Distinct());
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_sent_again_and_a_change_is_not()
    {
        var platform = new Platform(_ => throw new HttpRequestException("lost"), Platform.Made, _ => throw new HttpRequestException("lost"));
        using var client = platform.Client();

        await client.Webhooks.Create(new WebhookForm { Url = "https://erp.example/" });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Webhooks.Revise(Id, new WebhookForm(), "\"1\""));

        Assert.Equal(["POST", "POST", "PUT"], platform.Methods);
        Assert.Equal("\"1\"", platform.IfMatch);
    }

    [Fact]
    public async Task A_token_is_kept_until_it_is_refused_and_then_asked_for_once()
    {
        var platform = new Platform(Platform.Made, _ => new(HttpStatusCode.Unauthorized), Platform.Made, _ => Problem(HttpStatusCode.Unauthorized, "not_authenticated"), _ => Problem(HttpStatusCode.Unauthorized, "not_authenticated"));
        using var client = platform.Client();

        await client.Webhooks.Create(new WebhookForm());
        Assert.Equal(1, platform.Tokens);
        await client.Webhooks.Create(new WebhookForm());
        Assert.Equal(2, platform.Tokens);
        var refused = await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Webhooks.Create(new WebhookForm()));
        Assert.Equal((401, "not_authenticated", 3), (refused.Status, refused.Code, platform.Tokens));
    }

    [Fact]
    public async Task A_token_near_its_end_is_not_used()
    {
        var platform = new Platform(Platform.Made, Platform.Made) { TokenSeconds = 20 };
        using var client = platform.Client();

        await client.Webhooks.Create(new WebhookForm());
        await client.Webhooks.Create(new WebhookForm());

        Assert.Equal(2, platform.Tokens);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_ends_the_tries()
    {
        var platform = new Platform(_ => Problem(HttpStatusCode.TooManyRequests, "too_many_requests", "3600"));
        using var client = platform.Client();

        Assert.Equal("too_many_requests", (await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Webhooks.Get(Id))).Code);
    }

    [Fact]
    public void A_signature_of_another_body_secret_or_time_is_not_valid()
    {
        var (secret, now, body) = ("whsec_" + Convert.ToBase64String(new byte[32]), DateTimeOffset.UtcNow.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes("{}"));
        string Sign(long time) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(new byte[32], Encoding.UTF8.GetBytes($"m1.{time}.{{}}")));

        Assert.True(WebhookSignature.IsValid(secret, "m1", $"{now}", $"v1,x {Sign(now)}", body));
        Assert.False(WebhookSignature.IsValid(secret, "m2", $"{now}", Sign(now), body));
        Assert.False(WebhookSignature.IsValid(secret, "m1", $"{now}", Sign(now), "{ }"u8));
        Assert.False(WebhookSignature.IsValid("whsec_" + Convert.ToBase64String([1, .. new byte[31]]), "m1", $"{now}", Sign(now), body));
        Assert.False(WebhookSignature.IsValid(secret, "m1", $"{now - 301}", Sign(now - 301), body));
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> Refused(HttpStatusCode status) => _ => Problem(status, "later", "0");

    private static HttpResponseMessage Problem(HttpStatusCode status, string code, string? retryAfter = null)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent($$"""{ "code": "{{code}}", "detail": "…" }""", Encoding.UTF8, "application/problem+json") };
        if (retryAfter is not null)
        {
            answer.Headers.Add("Retry-After", retryAfter);
        }

        return answer;
    }

    private sealed class Platform(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        private int asked;

        public List<string> Keys { get; } = [];

        public List<string> Methods { get; } = [];

        public string? IfMatch { get; private set; }

        public int Tokens { get; private set; }

        public int TokenSeconds { get; init; } = 300;

        public static HttpResponseMessage Made(HttpRequestMessage request) => new(HttpStatusCode.Created) { Content = new StringContent("""{ "secret": "whsec_", "webhook": null }""", Encoding.UTF8, "application/json") };

        public MatchmakingClient Client() => new(new MatchmakingClientOptions { Address = new Uri("http://platform.example"), ClientId = "a", ClientSecret = "b" }, this);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath == "/connect/token")
            {
                Tokens++;
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent($$"""{ "access_token": "t{{Tokens}}", "expires_in": {{TokenSeconds}} }""", Encoding.UTF8, "application/json") });
            }

            Methods.Add(request.Method.Method);
            Keys.AddRange(request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys : []);
            IfMatch = request.Headers.IfMatch.FirstOrDefault()?.Tag ?? IfMatch;
            return Task.FromResult(answers[asked++](request));
        }
    }
}
