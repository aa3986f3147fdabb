using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Identity.Keys;

/// <summary>A signing key.</summary>
/// <param name="KeyId">The kid: its thumbprint (RFC 7638).</param>
/// <param name="X">Base64url.</param>
/// <param name="Y">Base64url.</param>
/// <param name="Pair">Private and public part.</param>
/// <param name="SignsFrom">When its turn begins; it ends when that of the next begins.</param>
internal sealed record SigningKey(string KeyId, string X, string Y, ECDsaSecurityKey Pair, DateTimeOffset SignsFrom);

/// <summary>The keys in the order of their turns.</summary>
internal sealed record KeySet(IReadOnlyList<SigningKey> Keys)
{
    /// <summary>The key whose turn it is.</summary>
    public ECDsaSecurityKey SigningAt(DateTimeOffset now) => Keys.Last(key => key.SignsFrom <= now).Pair;
}
