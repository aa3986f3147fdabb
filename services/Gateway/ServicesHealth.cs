using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Matchmaking.Gateway;

/// <summary>Ready when every service behind the gateway is; names those that are not.</summary>
internal sealed class ServicesHealth(IHttpClientFactory clients, IOptions<GatewayOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ready = await Task.WhenAll(Routes.Services.Select(service => IsReady(service.Name, cancellationToken)));
        var missing = Routes.Services.Where((_, i) => !ready[i]).Select(service => service.Name).ToArray();
        return missing.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", missing)}");
    }

    private async Task<bool> IsReady(string service, CancellationToken cancellation)
    {
        using var client = clients.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(2);
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(options.Value.Address(service)), "health/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
