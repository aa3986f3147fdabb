using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Access;

/// <summary>Who calls, as the access token says. A handler takes it as a parameter.</summary>
/// <param name="Subject">The account or the API client, as the issuer names it.</param>
/// <param name="Organisation">Credit code of the organisation the caller acts for.</param>
/// <param name="Roles">Out of <see cref="Access.Roles.All"/>.</param>
/// <param name="Scopes">What the token is limited to; empty when it names none of <see cref="Access.Scopes.All"/>, and then the roles alone decide.</param>
/// <param name="Regions">GB/T 2260 prefixes that a member of a bureau is limited to; empty for all.</param>
/// <param name="IsMachine">An API client, not a person.</param>
public sealed record Caller(
    string Subject, string Organisation, IReadOnlySet<string> Roles, IReadOnlySet<string> Scopes, IReadOnlyList<string> Regions, bool IsMachine)
{
    /// <summary>True for members of a bureau, who see more than one organisation.</summary>
    public bool IsBureau => Roles.Contains(Access.Roles.Reviewer) || Roles.Contains(Access.Roles.Operator);

    /// <summary>The organisation whose rows alone the caller may see or change; null for a bureau.</summary>
    public string? OnlyOrganisation => IsBureau ? null : Organisation;

    /// <summary>True when the caller may change what belongs to <paramref name="organisation"/>.</summary>
    public bool ActsFor(string? organisation) => Roles.Contains(Access.Roles.Operator) || organisation == Organisation;

    /// <summary>The caller of a request that passed authorisation.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lets anybody in, so there may be none.</exception>
    public static Caller Of(HttpContext http) => Find(http) ?? throw new InvalidOperationException("This endpoint has no caller: it does not ask for a token.");

    /// <summary>The caller of a request; null without a valid token.</summary>
    public static Caller? Find(HttpContext http) => http.Features.Get<CallerFeature>()?.Caller;

    /// <summary>Lets handlers take a caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => ValueTask.FromResult<Caller?>(Of(http));

    /// <summary>Reads the claims of a valid token; null when they say no role or no organisation.</summary>
    internal static Caller? Of(ClaimsPrincipal token, AccessOptions options)
    {
        var subject = ClaimPath.Values(token, options.SubjectClaim).FirstOrDefault();
        var organisation = ClaimPath.Values(token, options.OrganisationClaim).FirstOrDefault();
        var roles = ClaimPath.Values(token, options.RoleClaim).Select(name => options.RoleNames.GetValueOrDefault(name, name))
            .Where(Access.Roles.All.Contains).ToHashSet(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(subject) || string.IsNullOrEmpty(organisation) || roles.Count == 0)
        {
            return null;
        }

        var scopes = token.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Where(Access.Scopes.All.Contains).ToHashSet(StringComparer.Ordinal);
        string[] regions = [.. ClaimPath.Values(token, options.RegionClaim).Where(region => region.Length > 0)];
        return new Caller(subject, organisation, roles, scopes, regions, token.FindFirst("client_id")?.Value == subject);
    }
}

/// <summary>Carries the caller from authorisation to the handler.</summary>
internal sealed record CallerFeature(Caller Caller);
