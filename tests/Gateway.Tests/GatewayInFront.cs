using Matchmaking.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Gateway.Tests;

/// <summary>The gateway on a real Kestrel before one stub that stands for all services and says what it was asked.</summary>
public sealed class GatewayInFront : IAsyncLifetime
{
    public const string Unknown = "0190a000-0000-7000-8000-000000000404";

    public const string Unanswered = "0190a000-0000-7000-8000-000000000503";

    private readonly WebApplication stub;
    private Factory? factory;

    public GatewayInFront()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        stub = builder.Build();
        stub.MapGet("/health/ready", () => Results.Ok());
        stub.Map("/{**path}", async (HttpContext http) =>
        {
            var bytes = 0L;
            var buffer = new byte[64 * 1024];
            for (var read = 1; read > 0;)
            {
                read = await http.Request.Body.ReadAsync(buffer);
                bytes += read;
            }

            // Two experts: one whom nobody knows, one whose portrait cannot be had at the moment.
            if (http.Request.Path.Value!.Contains(Unknown, StringComparison.Ordinal))
            {
                return Results.Problem(statusCode: 404, extensions: new Dictionary<string, object?> { ["code"] = "expert_not_found" });
            }

            if (http.Request.Path.Value.EndsWith($"{Unanswered}/portrait", StringComparison.Ordinal))
            {
                return Results.StatusCode(503);
            }

            http.Response.Headers.Location = "/v1/things/1";
            return Results.Json(new { path = http.Request.Path.Value, bytes, agent = http.Request.Headers.UserAgent.ToString(), prefix = http.Request.Headers["X-Forwarded-Prefix"].ToString(), language = http.Request.Headers.AcceptLanguage.ToString() });
        });
    }

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await stub.StartAsync();
        factory = new Factory(stub.Urls.First() + "/");
        factory.UseKestrel(0);
        factory.StartServer();
        Http = factory.CreateClient();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await factory!.DisposeAsync();
        await stub.DisposeAsync();
    }

    private sealed class Factory(string stub) : StoppedOnce<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var service in new[] { "Identity", "TalentProfiles", "TechnologyDemands", "Ranking", "MatchReview", "Webhooks", "Insights" })
            {
                builder.UseSetting($"Services:{service}", stub);
            }

            builder.UseSetting("Authentication:Authority", TestIssuer.Issuer);
            builder.ConfigureTestServices(TestIssuer.Trust);
            builder.UseSetting("RateLimit:PerSecond", "50");
            builder.UseSetting("RateLimit:Burst", "60");
            builder.UseSetting("Logging:LogLevel:Default", "Error");
        }
    }
}
