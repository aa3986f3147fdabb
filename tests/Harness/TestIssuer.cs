using System.Security.Claims;
using System.Security.Cryptography;
using Matchmaking.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Harness;

/// <summary>An issuer of access tokens for tests. Services check its tokens as any others; only the way to its keys is short.</summary>
public static class TestIssuer
{
    /// <summary>The iss of its tokens.</summary>
    public const string Issuer = "https://issuer.test";

    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>Has a service believe its tokens.</summary>
    public static void Trust(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(
        JwtBearerDefaults.AuthenticationScheme,
        bearer => bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new OpenIdConnectConfiguration { Issuer = Issuer, SigningKeys = { Key } }));

    /// <summary>A token; <paramref name="role"/> may be several, divided by commas. <paramref name="change"/> makes a wrong one of it.</summary>
    public static string Token(string role, string organisation, string[]? scopes = null, string[]? regions = null, string? subject = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var roles = role.Split(',');
        var claims = new List<Claim>
        {
            new("sub", subject ?? $"{role}-of-{organisation}"),
            new("org", organisation),
            new("scope", string.Join(' ', scopes ?? [.. roles.SelectMany(Scopes.Of).Distinct()])),
        };
        claims.AddRange(roles.Select(one => new Claim("role", one)));
        claims.AddRange((regions ?? []).Select(region => new Claim("region", region)));
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "matchmaking",
            Subject = new ClaimsIdentity(claims),
            Expires = DateTime.UtcNow.AddMinutes(30),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }
}
