using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Identity.Tests;

/// <summary>Another OpenID Connect provider over real HTTP, which names things as Keycloak does: RSA keys, typ JWT, roles in realm_access, azp.</summary>
public sealed class SecondIssuer : IAsyncDisposable
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "rsa-1" };
    private readonly WebApplication provider;

    public SecondIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        provider = builder.Build();
        provider.MapGet("/realms/city/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/certs", authorization_endpoint = $"{Issuer}/auth" }));
        provider.MapGet("/realms/city/certs", () =>
        {
            var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = jwk.Kty, use = "sig", alg = "RS256", kid = jwk.Kid, n = jwk.N, e = jwk.E } } });
        });
    }

    public string Issuer => $"{provider.Urls.First()}/realms/city";

    public Task Start() => provider.StartAsync();

    /// <summary>A token as Keycloak makes them.</summary>
    public string Token(string[] roles, string organisation, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object>
            {
                ["aud"] = new[] { "account", "needs-platform" },
                ["sub"] = Guid.NewGuid().ToString(),
                ["azp"] = "portal",
                ["scope"] = "openid profile email",
                ["realm_access"] = new Dictionary<string, object> { ["roles"] = roles.Append("offline_access").ToArray() },
                ["organisation_code"] = organisation,
                ["preferred_username"] = "wang",
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        key.Rsa.Dispose();
    }
}
