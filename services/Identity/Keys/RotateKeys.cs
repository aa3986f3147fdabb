using Matchmaking.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Keys;

/// <summary>The key that signs next.</summary>
/// <param name="KeyId">Its kid.</param>
/// <param name="SignsFrom">From when: now, or as soon as every service has seen it.</param>
public sealed record NextKey(string KeyId, DateTimeOffset SignsFrom);

/// <summary>POST /v1/operations/rotate-keys: the next key takes over; tokens of the former stay good until they expire.</summary>
public static class RotateKeys
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapRotateKeys(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/rotate-keys", Handle).WithName("RotateKeys").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator);

    private static async Task<Ok<NextKey>> Handle(SigningKeyRing ring, CancellationToken cancellation)
    {
        var turn = await ring.Rotate(cancellation);
        return TypedResults.Ok(new NextKey(turn.KeyId, turn.SignsFrom));
    }
}
