using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Ranking.Tests.Encoders;

/// <summary>An endpoint of embeddings on a real port that answers as a test tells it to.</summary>
internal sealed class EncoderStub : IAsyncDisposable
{
    private readonly WebApplication app;

    private EncoderStub(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single() + "/v1/embeddings";

    /// <summary>Every request, as received.</summary>
    public ConcurrentQueue<(string? Authorization, JsonNode Body)> Requests { get; } = [];

    public int Calls => Requests.Count;

    /// <summary>What it answers; well by itself.</summary>
    public Func<HttpContext, string[], Task> Answer { get; set; } = (context, texts) => Write(context, Vectors(texts));

    public static async Task<EncoderStub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var app = builder.Build();
        var stub = new EncoderStub(app);
        app.MapPost("/v1/embeddings", async context =>
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body))!;
            stub.Requests.Enqueue((context.Request.Headers.Authorization, body));
            await stub.Answer(context, [.. body["input"]!.AsArray().Select(text => (string)text!)]);
        });
        await app.StartAsync();
        return stub;
    }

    /// <summary>The item of each text: a vector that depends on it, not of length 1.</summary>
    public static List<(int Index, float[] Vector)> Vectors(string[] texts) =>
        [.. texts.Select((text, i) => (i, new[] { 3f, text.Length, text[0] % 7, 1f }))];

    public static Task Write(HttpContext context, IEnumerable<(int Index, float[] Vector)> items) => WriteRaw(
        context, JsonSerializer.Serialize(new { @object = "list", data = items.Select(item => new { @object = "embedding", index = item.Index, embedding = item.Vector }), usage = new { total_tokens = 1 } }));

    public static Task WriteRaw(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static Task Refuse(HttpContext context, int status, string body = "")
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
