using System.Globalization;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Platform.Tests;

public sealed class DeprecationTests
{
    [Fact]
    public async Task What_will_go_says_since_when_until_when_and_what_comes_after_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/old", () => "still here").Deprecated(new DeprecatedEndpoint(new DateOnly(2026, 11, 1), new DateOnly(2027, 5, 1), "/v2/new"));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await http.GetAsync(new Uri("/old", UriKind.Relative));

        Assert.Equal("still here", await answer.Content.ReadAsStringAsync());
        var since = Assert.Single(answer.Headers.GetValues("Deprecation"));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.FromUnixTimeSeconds(long.Parse(since[1..], CultureInfo.InvariantCulture)));
        Assert.Equal("Sat, 01 May 2027 00:00:00 GMT", Assert.Single(answer.Headers.GetValues("Sunset")));
        Assert.Equal("</v2/new>; rel=\"successor-version\"", Assert.Single(answer.Headers.GetValues("Link")));
    }
}
