using System.Text.Json.Serialization;
using Matchmaking.Access;
using Matchmaking.Identity.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Keys;

/// <summary>A public key (RFC 7517, RFC 7518 section 6.2).</summary>
public sealed record PublicKey(
    [property: JsonPropertyName("kty")] string Kty,
    [property: JsonPropertyName("crv")] string Crv,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Alg,
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y);

/// <summary>The public keys (RFC 7517, section 5).</summary>
public sealed record PublicKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys);

/// <summary>What the issuer offers (OpenID Connect Discovery 1.0, section 3, and RFC 8414).</summary>
public sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("revocation_endpoint")] string RevocationEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> ScopesSupported,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypesSupported,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypesSupported,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    [property: JsonPropertyName("revocation_endpoint_auth_methods_supported")] IReadOnlyList<string> RevocationEndpointAuthMethodsSupported,
    [property: JsonPropertyName("subject_types_supported")] IReadOnlyList<string> SubjectTypesSupported,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] IReadOnlyList<string> IdTokenSigningAlgValuesSupported,
    [property: JsonPropertyName("claims_supported")] IReadOnlyList<string> ClaimsSupported);

/// <summary>GET /.well-known/openid-configuration, the same as oauth-authorization-server, and GET /.well-known/jwks.json.</summary>
public static class Discovery
{
    private static readonly string[] Claims = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "org", "role", "scope", "region", "client_id"];

    /// <summary>Maps the endpoints.</summary>
    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", Describe).WithName("GetDiscoveryDocument").WithTags("Discovery").AllowAnonymous();
        routes.MapGet("/.well-known/oauth-authorization-server", Describe).WithName("GetServerMetadata").WithTags("Discovery").AllowAnonymous();
        routes.MapGet("/.well-known/jwks.json", ShowKeys).WithName("GetKeys").WithTags("Discovery").AllowAnonymous();
    }

    private static Ok<DiscoveryDocument> Describe(IOptions<TokenOptions> options) => TypedResults.Ok(new DiscoveryDocument(
        options.Value.Issuer,
        options.Value.At("/connect/token"),
        options.Value.At("/connect/revocation"),
        options.Value.At("/.well-known/jwks.json"),
        [.. Scopes.All],
        // There is no authorisation endpoint: people sign in with the platform's own pages and programs alone.
        [],
        ["password", "refresh_token", "client_credentials"],
        ["client_secret_basic", "client_secret_post", "none"],
        ["none"],
        ["public"],
        ["ES256"],
        Claims));

    private static Ok<PublicKeys> ShowKeys(HttpContext http, SigningKeyRing ring)
    {
        // Shorter than any key is shown before it signs.
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(new PublicKeys([.. ring.Current.Keys.Select(key => new PublicKey("EC", "P-256", "sig", "ES256", key.KeyId, key.X, key.Y))]));
    }
}
