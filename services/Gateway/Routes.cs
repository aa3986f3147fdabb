using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Template;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace Matchmaking.Gateway;

/// <summary>Which service answers which address. The more precise route wins. What operators do (/v1/operations) is not reached from here.</summary>
internal static partial class Routes
{
    /// <summary>Bytes an import may have.</summary>
    private const long ImportBytes = 64L * 1024 * 1024;

    private const long FormBytes = 1024 * 1024;

    private static readonly (string Service, string Path, long Bytes)[] Table =
    [
        ("Identity", "/api/v1/organisations/{**rest}", FormBytes),
        ("Identity", "/api/v1/accounts/{**rest}", FormBytes),
        ("Identity", "/api/v1/account/{**rest}", FormBytes),
        ("Identity", "/api/v1/account:erase", FormBytes),
        ("Identity", "/api/v1/clients/{**rest}", FormBytes),
        ("TalentProfiles", "/api/v1/institutes/{**rest}", FormBytes),
        ("TalentProfiles", "/api/v1/experts/{**rest}", FormBytes),
        ("TalentProfiles", "/api/v1/experts/import", ImportBytes),
        ("TalentProfiles", "/api/v1/consent-texts", FormBytes),
        ("TalentProfiles", "/api/v1/erasures/{**rest}", FormBytes),
        ("TalentProfiles", "/api/v1/instruments/{**rest}", FormBytes),
        ("TalentProfiles", "/api/v1/instruments:check-purchase", FormBytes),
        ("TalentProfiles", "/api/v1/bookings/{**rest}", FormBytes),
        ("TechnologyDemands", "/api/v1/enterprises/{**rest}", FormBytes),
        ("TechnologyDemands", "/api/v1/demands/{**rest}", FormBytes),
        ("TechnologyDemands", "/api/v1/demands/import", ImportBytes),
        ("TechnologyDemands", "/api/v1/demands:diagnose", FormBytes),
        ("TechnologyDemands", "/api/v1/verifications", FormBytes),
        ("TechnologyDemands", "/api/v1/figures", FormBytes),
        ("TechnologyDemands", "/api/v1/challenges/{**rest}", FormBytes),
        ("TechnologyDemands", "/api/v1/bids/{**rest}", FormBytes),
        ("TechnologyDemands", "/api/v1/panellists/{**rest}", FormBytes),
        ("Ranking", "/api/v1/rankings/{**rest}", FormBytes),
        ("Ranking", "/api/v1/ranker", FormBytes),
        ("Ranking", "/api/v1/experts/{id}/portrait", FormBytes),
        ("Ranking", "/api/v1/experts/{id}/demands", FormBytes),
        ("Ranking", "/api/v1/experts/{id}/graph", FormBytes),
        ("Ranking", "/api/v1/demands/{id}/why-not/{talentId}", FormBytes),
        ("Ranking", "/api/v1/demands/{id}/what-if/{talentId}", FormBytes),
        ("Ranking", "/api/v1/technologies/{**rest}", FormBytes),
        ("Ranking", "/api/v1/technologies:link", FormBytes),
        ("MatchReview", "/api/v1/matches/{**rest}", FormBytes),
        ("MatchReview", "/api/v1/matches:decide", FormBytes),
        ("MatchReview", "/api/v1/demands/{id}/matches", FormBytes),
        ("MatchReview", "/api/v1/experts/{id}/outcomes", FormBytes),
        ("MatchReview", "/api/v1/queue/{**rest}", FormBytes),
        ("MatchReview", "/api/v1/queue-views/{**rest}", FormBytes),
        ("MatchReview", "/api/v1/watches/{**rest}", FormBytes),
        ("Webhooks", "/api/v1/webhooks/{**rest}", FormBytes),
        ("Webhooks", "/api/v1/notices/{**rest}", FormBytes),
        ("Webhooks", "/api/v1/notices:read", FormBytes),
        ("Webhooks", "/api/v1/mail-subscription", FormBytes),
        ("Webhooks", "/api/v1/mail-links/{token}", FormBytes),
        ("Insights", "/api/v1/indicators/{**rest}", FormBytes),
        ("Insights", "/api/v1/entries/{**rest}", FormBytes),
        ("Insights", "/api/v1/funnel", FormBytes),
        ("Insights", "/api/v1/bulletin", FormBytes),
    ];

    // Everybody may see which model ranks; which one shall is for operators, at the service's own port.
    private static readonly (string Service, string Path)[] ReadOnly = [("Ranking", "/api/v1/models/{**rest}"), ("Ranking", "/api/v1/trainings/{**rest}"), ("Ranking", "/api/v1/calibrations")];

    // As the standards name them: an issuer's own addresses are not below /api.
    private static readonly string[] OfTheIssuer = ["/connect/{**rest}", "/.well-known/{**rest}"];

    /// <summary>The services behind the gateway, by configuration name and by their name in addresses.</summary>
    public static readonly (string Name, string Slug)[] Services =
    [
        ("Identity", "identity"), ("TalentProfiles", "talent-profiles"), ("TechnologyDemands", "technology-demands"), ("Ranking", "ranking"), ("MatchReview", "match-review"),
        ("Webhooks", "webhooks"), ("Insights", "insights"),
    ];

    /// <summary>The routes for YARP; each strips <c>/api</c>.</summary>
    public static IReadOnlyList<RouteConfig> All() =>
    [
        .. Table.Select((entry, i) => new RouteConfig
        {
            RouteId = $"{i:00}-{entry.Service}",
            ClusterId = entry.Service,
            Match = new RouteMatch { Path = entry.Path },
            MaxRequestBodySize = entry.Bytes,
        }.WithTransformPathRemovePrefix("/api").WithPrefix()),
        .. ReadOnly.Select(entry => new RouteConfig
        {
            RouteId = $"read-{entry.Path}",
            ClusterId = entry.Service,
            Match = new RouteMatch { Path = entry.Path, Methods = ["GET"] },
        }.WithTransformPathRemovePrefix("/api").WithPrefix()),
        .. OfTheIssuer.Select(path => new RouteConfig
        {
            RouteId = $"issuer-{path}",
            ClusterId = "Identity",
            Match = new RouteMatch { Path = path },
            MaxRequestBodySize = FormBytes,
        }.WithTransformXForwarded(xDefault: ForwardedTransformActions.Set, xPrefix: ForwardedTransformActions.Off).WithTransformRequestHeaderRemove("X-Forwarded-Prefix")),
        .. Services.Select(service => new RouteConfig
        {
            RouteId = $"audit-{service.Slug}",
            ClusterId = service.Name,
            Match = new RouteMatch { Path = $"/api/v1/audit/{service.Slug}/{{**rest}}", Methods = ["GET"] },
        }.WithTransformPathRemovePrefix("/api").WithPrefix()),
        .. Services.Select(service => new RouteConfig
        {
            RouteId = $"openapi-{service.Slug}",
            ClusterId = service.Name,
            Match = new RouteMatch { Path = $"/api/openapi/{service.Slug}.json", Methods = ["GET"] },
        }.WithTransformPathSet("/openapi.json").WithPrefix()),
    ];

    /// <summary>Where callers reach an address of a service; null where the gateway does not forward it.</summary>
    public static string? AddressOf(string method, string path)
    {
        var address = path.StartsWith("/v1/", StringComparison.Ordinal) ? $"/api{path}" : path;
        var asked = new PathString(Parameter().Replace(address, "x"));
        return All().Any(route => (route.Match.Methods is not { } methods || methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            && new TemplateMatcher(TemplateParser.Parse(route.Match.Path!), []).TryMatch(asked, [])) ? address : null;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    // Tells the service where it is reached. YARP's own header would name the path base, which is empty here, and removes any other.
    private static RouteConfig WithPrefix(this RouteConfig route) => route
        .WithTransformXForwarded(xDefault: ForwardedTransformActions.Set, xPrefix: ForwardedTransformActions.Off)
        .WithTransformRequestHeader("X-Forwarded-Prefix", "/api", append: false);

    /// <summary>One cluster a service, at the address that the settings give.</summary>
    public static IReadOnlyList<ClusterConfig> Clusters(GatewayOptions options) =>
    [
        .. Services.Select(service => new ClusterConfig
        {
            ClusterId = service.Name,
            Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = options.Address(service.Name) } },
            // Header values of browsers and of people are UTF-8, such as a Chinese User-Agent.
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8" },
            HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromMinutes(5) },
        }),
    ];
}
