using Matchmaking.Identity.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Matchmaking.Identity.Keys;

/// <summary>
/// What JwtBearer learns of the issuer where the issuer is this service: the keys of the ring as they are at the moment, without a call to itself,
/// which would not be answered while it starts.
/// </summary>
internal sealed class OwnKeys(SigningKeyRing ring, IOptions<TokenOptions> options) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = options.Value.Issuer };
        foreach (var key in ring.Current.Keys)
        {
            configuration.SigningKeys.Add(key.Pair);
        }

        return Task.FromResult(configuration);
    }

    // There is nothing to fetch: the ring looks by itself.
    public void RequestRefresh()
    {
    }
}
