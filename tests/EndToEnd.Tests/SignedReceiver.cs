using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>A receiver of webhooks as an enterprise would write one: what is not signed with its secret it refuses.</summary>
internal sealed class SignedReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TaskCompletionSource<JsonNode> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SignedReceiver(WebApplication app) => this.app = app;

    /// <summary>The secret that was told when the webhook was made.</summary>
    public string Secret { get; set; } = "";

    public string Address => app.Urls.First() + "/";

    /// <summary>The first message that was rightly signed.</summary>
    public Task<JsonNode> First => first.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<SignedReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new SignedReceiver(builder.Build());
        receiver.app.MapPost("/", receiver.Receive);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Receive(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var signed = Encoding.UTF8.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{body}");
        var expected = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed))}";
        if (!request.Headers["webhook-signature"].ToString().Split(' ').Contains(expected))
        {
            return Results.Unauthorized();
        }

        first.TrySetResult(JsonNode.Parse(body)!);
        return Results.NoContent();
    }
}
