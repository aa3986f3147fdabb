using System.Text.Json.Nodes;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Platform.Tests;

public sealed class AskedLanguageTests : IAsyncLifetime
{
    private readonly WebApplication app;

    public AskedLanguageTests()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddHttp();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        var group = app.MapGroup("").InAskedLanguage();
        group.MapGet("/told", Results<Ok<Outer>, ProblemHttpResult> () => TypedResults.Ok(new Outer(
            [new Twin("温度≥40℃", "40 °C or more", 1)], new Dictionary<string, Twin> { ["old"] = new("旧", "", 2) }, new Bound("同意", "I agree"), JsonNode.Parse("""{"text":"存","textEnglish":"stored"}"""))));
        group.MapGet("/nothing", () => TypedResults.Ok(new Bound("同意", "I agree")));
    }

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_text_is_told_in_English_where_there_is_any_and_nothing_else_is_changed()
    {
        var (text, language) = await Get("/told", "en-GB,zh;q=0.5");

        Assert.Equal(
            """{"twins":[{"text":"40 °C or more","textEnglish":"40 °C or more","number":1}],"named":{"old":{"text":"旧","textEnglish":"","number":2}},"bound":{"text":"同意","textEnglish":"I agree"},"stored":{"text":"存","textEnglish":"stored"}}""",
            text);
        Assert.Equal("en", language);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("zh")]
    [InlineData("fr, *;q=0.1")]
    public async Task Who_does_not_ask_for_English_is_told_in_Chinese(string? asked)
    {
        var (text, language) = await Get("/told", asked);

        Assert.StartsWith("""{"twins":[{"text":"温度≥40℃","textEnglish":"40 °C or more","number":1}]""", text, StringComparison.Ordinal);
        Assert.Equal("zh", language);
    }

    [Fact]
    public async Task An_endpoint_without_such_texts_is_left_alone()
    {
        Assert.Equal(("""{"text":"同意","textEnglish":"I agree"}""", null), await Get("/nothing", "en"));
        Assert.Equal(["/told"], app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<InAskedLanguageMetadata>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!));
    }

    private async Task<(string Text, string? Language)> Get(string address, string? asked)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Assert.True(asked is null || request.Headers.TryAddWithoutValidation("Accept-Language", asked));
        using var answer = await http.SendAsync(request);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentLanguage.SingleOrDefault());
    }

    private sealed record Twin(string Text, string TextEnglish, int Number);

    private sealed record Bound([property: Verbatim] string Text, string TextEnglish);

    private sealed record Outer(IReadOnlyList<Twin> Twins, IReadOnlyDictionary<string, Twin> Named, Bound Bound, JsonNode? Stored);
}
