using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Audit;

/// <summary>What a service that keeps a trail adds.</summary>
public static class Wiring
{
    /// <summary>Chains what <see cref="AuditTrail"/> writes down.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section);
        builder.Services.AddHostedService<ChainEntries>();
    }

    /// <summary>Maps the trail of <paramref name="service"/> (kebab case) under an address that no other service has, so that all stand side by side at the gateway.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes, string service)
    {
        var name = string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        routes.MapListAuditEntries(service, name);
        routes.MapListAuditHeads(service, name);
    }
}
