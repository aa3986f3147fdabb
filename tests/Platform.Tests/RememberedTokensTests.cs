using System.Security.Cryptography;
using Matchmaking.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Platform.Tests;

public sealed class RememberedTokensTests : IDisposable
{
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RememberedTokens handler = new();
    private readonly OpenIdConnectConfiguration issuer = new() { Issuer = "https://issuer.test" };
    private readonly TokenValidationParameters rules;

    public RememberedTokensTests()
    {
        issuer.SigningKeys.Add(Key("one"));
        rules = new()
        {
            ValidAudience = "matchmaking",
            ClockSkew = TimeSpan.Zero,
            TryAllIssuerSigningKeys = false,
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(issuer),
        };
    }

    public void Dispose()
    {
        handler.Dispose();
        curve.Dispose();
    }

    [Fact]
    public async Task A_valid_token_is_verified_once()
    {
        var (first, again) = (await Validate(Token()), await Validate(Token()));
        var token = Token();
        var (verified, remembered) = (await Validate(token), await Validate(token));

        Assert.All([first, again, verified, remembered], result => Assert.True(result.IsValid));
        Assert.NotSame(first, again);
        Assert.Same(verified, remembered);
    }

    [Fact]
    public async Task A_remembered_token_expires_when_it_says()
    {
        var token = Token(TimeSpan.FromSeconds(2));

        Assert.True((await Validate(token)).IsValid);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.IsType<SecurityTokenExpiredException>((await Validate(token)).Exception);
    }

    [Fact]
    public async Task A_remembered_token_is_refused_once_its_key_is_out_of_use()
    {
        var token = Token();

        Assert.True((await Validate(token)).IsValid);
        issuer.SigningKeys.Clear();
        issuer.SigningKeys.Add(Key("two"));
        Assert.IsType<SecurityTokenSignatureKeyNotFoundException>((await Validate(token)).Exception);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("claims")]
    public async Task What_resembles_a_remembered_token_is_verified_like_any_other(string altered)
    {
        var token = Token();
        Assert.True((await Validate(token)).IsValid);
        var parts = token.Split('.');
        if (altered == "signature")
        {
            parts[2] = (parts[2][0] == 'A' ? "B" : "A") + parts[2][1..];
        }
        else
        {
            parts[1] = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("enterprise", "operator", StringComparison.Ordinal));
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.False((await Validate(string.Join('.', parts))).IsValid);
        }
    }

    private ECDsaSecurityKey Key(string id) => new(curve) { KeyId = id };

    private string Token(TimeSpan? life = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer.Issuer,
        Audience = "matchmaking",
        Claims = new Dictionary<string, object> { ["jti"] = Guid.NewGuid().ToString(), ["role"] = "enterprise" },
        Expires = DateTime.UtcNow + (life ?? TimeSpan.FromMinutes(5)),
        SigningCredentials = new SigningCredentials(Key("one"), SecurityAlgorithms.EcdsaSha256),
    });

    private Task<TokenValidationResult> Validate(string token) => handler.ValidateTokenAsync(token, rules.Clone());
}
