using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Webhooks.Tests;

/// <summary>A call as the receiver saw it.</summary>
public sealed record ReceivedCall(string Id, string Timestamp, string Signature, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A receiver of webhooks on a real Kestrel on loopback. Each path is a receiver of its own.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, int, Task>> answers = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ReceivedCall>> calls = new();

    private Receiver()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Map("/{**path}", async (HttpContext http) =>
        {
            var path = http.Request.Path.Value!;
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var known = calls.GetOrAdd(path, _ => new());
            known.Enqueue(new ReceivedCall(
                headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], http.Request.ContentType, await reader.ReadToEndAsync(), headers));
            if (answers.TryGetValue(path, out var answer))
            {
                await answer(http, known.Count);
            }
        });
    }

    public string Root => app.Urls.First();

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The address of a new receiver; <paramref name="answer"/> gets the number of the call, from 1. Without one it answers 200.</summary>
    public string New(Func<HttpContext, int, Task>? answer = null)
    {
        var path = $"/{Guid.NewGuid():N}";
        if (answer is not null)
        {
            answers[path] = answer;
        }

        return Root + path;
    }

    /// <summary>One that answers with a status.</summary>
    public string New(int status) => New((http, _) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public void Change(string url, Func<HttpContext, int, Task> answer) => answers[new Uri(url).AbsolutePath] = answer;

    public IReadOnlyList<ReceivedCall> Calls(string url) => [.. calls.GetOrAdd(new Uri(url).AbsolutePath, _ => new())];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
