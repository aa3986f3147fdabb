using Matchmaking.Access;
using Matchmaking.Identity.Keys;
using Matchmaking.Vocabulary;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Identity.Tokens;

/// <summary>Whom a token speaks for.</summary>
/// <param name="Subject">Account id, or client id of a machine.</param>
/// <param name="Organisation">Credit code.</param>
/// <param name="Role">One of the four.</param>
/// <param name="Regions">GB/T 2260 codes of a limited member of a bureau.</param>
/// <param name="IsMachine">An API client.</param>
internal sealed record TokenSubject(string Subject, string Organisation, string Role, IReadOnlyList<string> Regions, bool IsMachine);

/// <summary>Makes access tokens: JWT of the profile for OAuth 2.0 (RFC 9068), signed with ES256 by the key whose turn it is.</summary>
internal sealed class AccessTokens(SigningKeyRing ring, IOptions<TokenOptions> options, IOptions<AccessOptions> access, TimeProvider clock)
{
    // RFC 9068 asks for a client id; people sign in without a client of their own.
    private const string PeoplesClient = "matchmaking";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The answer of the token endpoint.</summary>
    public TokenAnswer For(TokenSubject subject, IReadOnlyList<string> scopes, string? refreshToken)
    {
        var now = clock.GetUtcNow();
        var lifetime = TimeSpan.FromMinutes(options.Value.AccessMinutes);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = subject.Subject,
            ["jti"] = Guid.CreateVersion7().ToString("N"),
            ["org"] = subject.Organisation,
            ["role"] = subject.Role,
            ["scope"] = string.Join(' ', scopes),
            ["client_id"] = subject.IsMachine ? subject.Subject : PeoplesClient,
        };
        if (subject.Regions.Count > 0)
        {
            // As prefixes: that is how callers' regions are held against those of rows.
            claims["region"] = subject.Regions.Select(Regions.Prefix).ToArray();
        }

        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = options.Value.Issuer,
            Audience = access.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(ring.Current.SigningAt(now), SecurityAlgorithms.EcdsaSha256),
        });
        return new TokenAnswer(token, "Bearer", (int)lifetime.TotalSeconds, refreshToken, string.Join(' ', scopes));
    }
}
