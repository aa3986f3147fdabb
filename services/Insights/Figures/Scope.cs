using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.Insights.Figures;

/// <summary>Of what a figure is told, and as it was known when.</summary>
/// <param name="RegionCode">GB/T 2260; null for everywhere.</param>
/// <param name="Organisation">Credit code; null for all.</param>
/// <param name="AsOf">Only what was known by then, UTC.</param>
/// <param name="IsSettled">Whether everything that was known by then is stored by now.</param>
internal sealed record Scope(string? RegionCode, string? Organisation, DateTimeOffset AsOf, bool IsSettled)
{
    // A transaction takes milliseconds between taking its time and its commit; a hung one is cut off by the server sooner than this.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>A region beyond those that the caller is limited to, or none named.</summary>
    public static FieldError NotServed => new("region", "region_not_served", "You are limited to regions; name one of them or one within.");

    /// <summary>What codes of the region begin with.</summary>
    public string? Region => RegionCode is null ? null : Regions.Prefix(RegionCode);

    /// <summary>Reads the values of a query; a fault is a 400. Who is limited to regions names one of them, for a sum over what one may see would read as the whole.</summary>
    public static FieldError? TryRead(string? region, string? organisation, DateTimeOffset? asOf, Caller caller, TimeProvider clock, out Scope scope)
    {
        var now = clock.GetUtcNow();
        var known = asOf?.ToUniversalTime() ?? now;
        scope = new Scope(region, organisation, known, known <= now - Settling);
        if (region is not null && !Regions.IsValid(region))
        {
            return new FieldError("region", "unknown_region", Regions.Rule);
        }

        if (organisation is not null && !CreditCode.IsValid(organisation))
        {
            return new FieldError("organisation", "invalid_credit_code", "A unified social credit code of 18 characters with its check digit.");
        }

        if (known > now)
        {
            return new FieldError("asOf", "out_of_range", "asOf is not in the future: nobody knows yet.");
        }

        return caller.Roles.Contains(Roles.Operator) || Serves(caller, region)
            ? null
            : NotServed;
    }

    /// <summary>Whether a member of a bureau may see all of a region.</summary>
    public static bool Serves(Caller caller, string? region) =>
        caller.Regions.Count == 0 || (region is not null && caller.Regions.Any(served => Regions.Prefix(region).StartsWith(served, StringComparison.Ordinal)));
}
