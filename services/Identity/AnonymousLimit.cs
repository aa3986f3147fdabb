using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Matchmaking.Platform.Http;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity;

/// <summary>How often one client address may try what needs no token; section AnonymousLimit.</summary>
public sealed class AnonymousLimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "AnonymousLimit";

    /// <summary>Tries a minute for long, and at once after a pause. One address may be a whole company's.</summary>
    [Range(1, 100_000)]
    public int PerMinute { get; set; } = 60;
}

/// <summary>A token bucket for each client address before tokens, registration and passwords; what is over it is answered 429 with Retry-After.</summary>
internal static class AnonymousLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "anonymous";

    public static void AddAnonymousLimit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AnonymousLimitOptions>().BindConfiguration(AnonymousLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, http => RateLimitPartition.GetTokenBucketLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ =>
                {
                    var perMinute = http.RequestServices.GetRequiredService<IOptions<AnonymousLimitOptions>>().Value.PerMinute;
                    return new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = perMinute,
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
                        QueueLimit = 0,
                    };
                }));
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Ceiling(after.TotalSeconds) : 1;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
                await ApiProblem.Of(429, "too_many_requests", "Too many tries from this address; wait as Retry-After says.").ExecuteAsync(rejected.HttpContext);
            };
        });
    }
}
