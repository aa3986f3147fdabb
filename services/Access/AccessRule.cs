using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Matchmaking.Access;

/// <summary>Who may call an endpoint: the roles, and the scope a limited token needs. An endpoint without a rule lets nobody in.</summary>
/// <param name="Scope">Out of <see cref="Scopes.All"/>.</param>
/// <param name="Roles">Out of <see cref="Access.Roles.All"/>.</param>
public sealed record AccessRule(string Scope, IReadOnlyList<string> Roles) : IAuthorizationRequirement
{
    /// <summary>True when <paramref name="caller"/> has one of the roles and the scope.</summary>
    public bool Admits(Caller caller) => Roles.Any(caller.Roles.Contains) && (caller.Scopes.Count == 0 || caller.Scopes.Contains(Scope));
}

/// <summary>Declares who may call an endpoint.</summary>
public static class AccessRules
{
    /// <summary>Lets callers with one of <paramref name="roles"/> in, whose tokens are not limited to other scopes.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, string scope, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        var rule = new AccessRule(scope, roles);
        return endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(rule)).WithMetadata(rule);
    }

    /// <summary>Lets everybody of the four roles in.</summary>
    public static TBuilder AllowAllRoles<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.Allow(scope, [.. Roles.All.Order(StringComparer.Ordinal)]);
}

/// <summary>Holds the caller of a request against the rule of its endpoint.</summary>
internal sealed class AccessRuleHandler(Microsoft.AspNetCore.Http.IHttpContextAccessor http) : AuthorizationHandler<AccessRule>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRule requirement)
    {
        if (http.HttpContext?.Features.Get<CallerFeature>() is { } feature && requirement.Admits(feature.Caller))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
