using System.Text.Json.Serialization;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Matchmaking.Identity.Tokens;

/// <summary>What <c>POST /connect/token</c> takes, as it is described; which of them depends on the grant.</summary>
public sealed record TokenRequest(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("username")] string? Username,
    [property: JsonPropertyName("password")] string? Password,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret,
    [property: JsonPropertyName("scope")] string? Scope);

/// <summary>POST /connect/token (RFC 6749): tokens for a password, for a refresh token, or for the secret of an API client.</summary>
public static class IssueToken
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapIssueToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/connect/token", Handle).WithName("IssueToken").WithTags("Tokens")
            .TakesForm<TokenRequest>().Produces<OAuthError>(400).Produces<OAuthError>(401).WithReadProblems(413, 429)
            .WithMetadata(new RequestSizeLimitAttribute(OAuthForm.MaxBytes))
            .AllowAnonymous().RequireRateLimiting(AnonymousLimit.Policy);

    private static async Task<Results<Ok<TokenAnswer>, JsonHttpResult<OAuthError>>> Handle(
        HttpContext http, PasswordGrant password, RefreshGrant refresh, ClientGrant client, CancellationToken cancellation)
    {
        var (form, error) = await OAuthForm.Read(http, cancellation);
        if (form is null)
        {
            return error!;
        }

        // RFC 6749, section 3.2.1: a client that authenticates must be known. People's grants know none.
        if (form.ClientSecret is not null && form["grant_type"] is "password" or "refresh_token")
        {
            return OAuthErrors.InvalidClient(http);
        }

        return form["grant_type"] switch
        {
            null => OAuthErrors.InvalidRequest("grant_type is missing."),
            "password" => await password.Answer(form, cancellation),
            "refresh_token" => await refresh.Answer(form, cancellation),
            "client_credentials" => await client.Answer(http, form, cancellation),
            _ => OAuthErrors.UnsupportedGrantType(),
        };
    }
}
