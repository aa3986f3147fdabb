using System.Text.Json.Serialization;
using Dapper;
using Matchmaking.Identity.Clients;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Matchmaking.Identity.Tokens;

/// <summary>What <c>POST /connect/revocation</c> takes, as it is described.</summary>
public sealed record RevocationRequest(
    [property: JsonPropertyName("token")] string Token, [property: JsonPropertyName("token_type_hint")] string? TokenTypeHint);

/// <summary>POST /connect/revocation (RFC 7009): ends a refresh token with its whole family, as signing out does. A token that nobody knows is answered alike.</summary>
public static class RevokeToken
{
    private const string EndFamily = """
        update refresh_family set ended_at = coalesce(ended_at, @Now) where family_id = (select family_id from refresh_token where hash = @Hash)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRevokeToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/connect/revocation", Handle).WithName("RevokeToken").WithTags("Tokens")
            .TakesForm<RevocationRequest>().Produces<OAuthError>(400).Produces<OAuthError>(401).WithReadProblems(413, 429)
            .WithMetadata(new RequestSizeLimitAttribute(OAuthForm.MaxBytes))
            .AllowAnonymous().RequireRateLimiting(AnonymousLimit.Policy);

    private static async Task<Results<Ok, JsonHttpResult<OAuthError>>> Handle(HttpContext http, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellation)
    {
        var (form, error) = await OAuthForm.Read(http, cancellation);
        if (form is null)
        {
            return error!;
        }

        if (form["token"] is not { } token)
        {
            return OAuthErrors.InvalidRequest("token is missing.");
        }

        // A JWT has three parts; refresh tokens have no point in them.
        if (token.Count(c => c == '.') == 2)
        {
            return OAuthErrors.UnsupportedTokenType();
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(EndFamily, new { Hash = ClientSecret.Hash(token), Now = clock.GetUtcNow() }, cancellationToken: cancellation));
        return TypedResults.Ok();
    }
}
