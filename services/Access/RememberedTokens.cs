using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Access;

/// <summary>
/// Validates tokens as the framework does and remembers for a moment which were valid: a client sends the same one hundreds of times, and to verify its signature
/// took a tenth of all that a POST of a need costs. A token that was refused is never remembered.
/// </summary>
internal sealed class RememberedTokens : TokenHandler, IDisposable
{
    private const int Most = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly MemoryCache valid = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <inheritdoc />
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        // By a hash: what would open the service for minutes is not kept anywhere.
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (valid.TryGetValue<TokenValidationResult>(key, out var remembered) && await StillHolds(remembered!.SecurityToken, validationParameters))
        {
            return remembered;
        }

        var result = await handler.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid && validationParameters.ValidateLifetime)
        {
            valid.Set(key, result, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
        }

        return result;
    }

    /// <inheritdoc />
    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) => handler.ValidateTokenAsync(token, validationParameters);

    /// <inheritdoc />
    public override SecurityToken ReadToken(string token) => handler.ReadToken(token);

    /// <inheritdoc />
    public void Dispose() => valid.Dispose();

    // What time and the issuer can change about a valid token: it expires, and its key is taken out of use.
    private static async Task<bool> StillHolds(SecurityToken token, TokenValidationParameters rules)
    {
        var keys = rules.ConfigurationManager is { } issuer ? (await issuer.GetBaseConfigurationAsync(CancellationToken.None)).SigningKeys : rules.IssuerSigningKeys;
        return DateTime.UtcNow < token.ValidTo + rules.ClockSkew && keys is not null && keys.Any(key => key.KeyId == token.SigningKey.KeyId);
    }
}
