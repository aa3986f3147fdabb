using Matchmaking.Access;
using Matchmaking.Gateway;
using Matchmaking.Gateway.Reference;
using Matchmaking.Platform;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.ResponseCompression;
using Yarp.ReverseProxy.Transforms;

var builder = WebApplication.CreateBuilder(args);
builder.AddTelemetry("gateway");
builder.AddHttp();
builder.AddTokens();
builder.AddRateLimits();
// Tokens travel in a header that no page sends by itself, so compressed answers tell nobody what is in them (BREACH).
builder.Services.AddResponseCompression(compression =>
{
    compression.EnableForHttps = true;
    compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/x-ndjson", "application/ld+json"];
});
builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddHttpClient();
builder.AddReference();
builder.Services.AddHealthChecks().AddCheck<ServicesHealth>("services", tags: ["ready"]);
builder.Services.AddReverseProxy()
    .LoadFromMemory(Routes.All(), Routes.Clusters(builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions()))
    .AddTransforms(transforms => transforms.AddResponseTransform(context =>
    {
        // A service answers with its own address; callers reach it under /api.
        if (context.HttpContext.Response.Headers.Location is [{ } location] && location.StartsWith("/v1/", StringComparison.Ordinal))
        {
            context.HttpContext.Response.Headers.Location = $"/api{location}";
        }

        return ValueTask.CompletedTask;
    }));

var app = builder.Build();
app.UseHttpHabits();
app.UseResponseCompression();
// Who calls is known here for the limits alone; who may do what, each service decides.
app.UseAuthentication();
app.UseRateLimiter();
app.UseReference();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).DisableRateLimiting();
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).DisableRateLimiting();
app.MapPersonalData();
app.MapReference();
app.MapReverseProxy();
app.MapGet("/", () => new Welcome("Matchmaking", "/api/v1", "/reference", ["/api/openapi.json", "/api/asyncapi.json", .. Routes.Services.Select(service => $"/api/openapi/{service.Slug}.json")]));
app.MapFallback(() => ApiProblem.Of(404, "not_found", "Nothing is at this address; every route stands under /api/v1."));
app.Run();

/// <summary>What the gateway says of itself at its root.</summary>
internal sealed record Welcome(string Name, string Api, string Reference, IReadOnlyList<string> Descriptions);

/// <summary>The gateway's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
