using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.Extensions.Options;

namespace Matchmaking.Gateway;

/// <summary>How much one client may ask; section RateLimit.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "RateLimit";

    /// <summary>Requests a second that one client may send for long.</summary>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; } = 500;

    /// <summary>Requests it may send at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 1_000;
}

/// <summary>A token bucket for each account and API client, and for each address that sends no valid token; what is over it is answered 429 with Retry-After.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                var limit = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
                return RateLimitPartition.GetTokenBucketLimiter(
                    // All of a bureau may stand behind one address: who is known is counted alone.
                    Caller.Find(http)?.Subject ?? http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = limit.Burst,
                        TokensPerPeriod = Math.Max(1, limit.PerSecond / 10),
                        ReplenishmentPeriod = TimeSpan.FromMilliseconds(limit.PerSecond >= 10 ? 100 : 1000),
                        QueueLimit = 0,
                    });
            });
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Ceiling(after.TotalSeconds) : 1;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
                await ApiProblem.Of(429, "too_many_requests", "Too many requests from this client; wait as Retry-After says.").ExecuteAsync(rejected.HttpContext);
            };
        });
    }
}
