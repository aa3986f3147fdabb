using System.Net;
using Matchmaking.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Identity.Tests;

public sealed class AnonymousLimitTests(AnonymousLimitTests.Limited service) : IClassFixture<AnonymousLimitTests.Limited>
{
    [Fact]
    public async Task Who_tries_too_often_is_told_when_to_come_back_and_others_go_on()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.Refresh("nonsense")));

        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.BadRequest), 5, 8);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("too_many_requests", await refused.ProblemCode());
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        // Keys are not limited, or one noisy address would shut out every service behind it.
        Assert.Equal(HttpStatusCode.OK, (await service.Anybody.GetAsync("/.well-known/jwks.json")).StatusCode);
        // The gateway tells whom it asks for, and only from loopback is that believed.
        var other = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent([]) };
        other.Headers.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Anybody.SendAsync(other)).StatusCode);
    }

    public sealed class Limited : IdentityUnderTest
    {
        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.Configure<AnonymousLimitOptions>(options => options.PerMinute = 5);
        }
    }
}
