using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Tokens;

/// <summary>Tokens (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">A JWT (RFC 9068).</param>
/// <param name="TokenType">Bearer.</param>
/// <param name="ExpiresIn">Seconds that the access token lives.</param>
/// <param name="RefreshToken">To get the next tokens, once; people only.</param>
/// <param name="Scope">What the token may, divided by spaces.</param>
public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    [property: JsonPropertyName("scope")] string Scope);

/// <summary>Why there are no tokens (RFC 6749, section 5.2).</summary>
/// <param name="Error">Code of the standard.</param>
/// <param name="ErrorDescription">What to do, in ASCII as the standard has it.</param>
public sealed record OAuthError([property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("error_description")] string ErrorDescription);

/// <summary>The errors of the token and revocation endpoints.</summary>
internal static class OAuthErrors
{
    public static JsonHttpResult<OAuthError> InvalidRequest(string why) => Of("invalid_request", why);

    /// <summary>One text for every reason: who asks learns nothing of who has an account, nor whether a password was right while the login is locked.</summary>
    public static JsonHttpResult<OAuthError> WrongPassword() =>
        InvalidGrant("Login or password are wrong, or there were too many wrong tries: then wait before the next.");

    public static JsonHttpResult<OAuthError> Disabled() => InvalidGrant("The account is disabled.");

    public static JsonHttpResult<OAuthError> NotApproved(string status) => InvalidGrant(status == "pending"
        ? "The approval of the organisation by a bureau is missing."
        : "The organisation is suspended: the approval by a bureau is missing.");

    public static JsonHttpResult<OAuthError> InvalidRefreshToken() => InvalidGrant("The refresh token was used, ended or never given; sign in again.");

    public static JsonHttpResult<OAuthError> InvalidClient(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"matchmaking\", charset=\"UTF-8\"";
        return Of("invalid_client", "The client or its secret is not known, or was revoked.", StatusCodes.Status401Unauthorized);
    }

    public static JsonHttpResult<OAuthError> InvalidScope() => Of("invalid_scope", "A scope is unknown or beyond what was granted.");

    public static JsonHttpResult<OAuthError> UnsupportedGrantType() => Of("unsupported_grant_type", "grant_type is password, refresh_token or client_credentials.");

    public static JsonHttpResult<OAuthError> UnsupportedTokenType() => Of("unsupported_token_type", "Access tokens are not revoked; they end within minutes.");

    private static JsonHttpResult<OAuthError> InvalidGrant(string why) => Of("invalid_grant", why);

    private static JsonHttpResult<OAuthError> Of(string error, string why, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Json(new OAuthError(error, why), statusCode: status);
}
