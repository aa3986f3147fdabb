using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>When an endpoint was deprecated, when it ends, and what takes its place.</summary>
/// <param name="Since">From when on it should not be used.</param>
/// <param name="Until">From when on it may be gone.</param>
/// <param name="Successor">Address of what takes its place.</param>
public sealed record DeprecatedEndpoint(DateOnly Since, DateOnly Until, string Successor);

/// <summary>Tells callers of an endpoint that it will go: Deprecation (RFC 9745), Sunset (RFC 8594) and a link to its successor.</summary>
public static class Deprecation
{
    /// <summary>Marks the endpoint; OpenAPI says so as well.</summary>
    public static RouteHandlerBuilder Deprecated(this RouteHandlerBuilder route, DeprecatedEndpoint deprecated) =>
        route.WithMetadata(deprecated).AddEndpointFilter(async (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{Midnight(deprecated.Since).ToUnixTimeSeconds()}");
            headers["Sunset"] = Midnight(deprecated.Until).ToString("R", CultureInfo.InvariantCulture);
            headers.Append("Link", $"<{deprecated.Successor}>; rel=\"successor-version\"");
            return await next(context);
        });

    private static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
