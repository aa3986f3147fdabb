using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>What the OpenAPI document says of problems.</summary>
public static class EndpointProblems
{
    /// <summary>Declares problem details for <paramref name="statuses"/>, and for 400, 413 and 415 where the endpoint takes a body.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params int[] statuses) =>
        route.WithReadProblems([.. statuses.Union([400, 413, 415])]);

    /// <summary>Declares problem details for an endpoint without a body.</summary>
    public static RouteHandlerBuilder WithReadProblems(this RouteHandlerBuilder route, params int[] statuses) =>
        statuses.Aggregate(route, (declared, status) => declared.ProducesProblem(status));
}
