using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Access;

/// <summary>Bearer tokens of an OpenID Connect provider, checked by the framework's own JwtBearer; who has none, or whom no rule admits, is refused.</summary>
public static class Authentication
{
    // Identity shows a key an hour before it signs.
    private static readonly TimeSpan KeysKept = TimeSpan.FromMinutes(15);

    // Clocks of servers differ by less; a token that lives minutes must not live five more.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Adds the reading of tokens, and nothing that refuses anybody.</summary>
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<AccessOptions>>((bearer, access) => Configure(bearer, access.Value));
    }

    /// <summary>Adds authentication and authorisation, deny by default.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddTokens();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(provider => Caller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext ?? throw new InvalidOperationException("There is a caller in a request only.")));
        builder.Services.AddScoped<CallerDatabase>();
        builder.Services.AddSingleton<IAuthorizationHandler, AccessRuleHandler>();
        // An endpoint whose rule was forgotten is closed, not open. What is no endpoint of ours is an answer of routing: 404, 405, 415.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
    }

    /// <summary>Reads tokens and enforces the rules; after routing.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static void Configure(JwtBearerOptions bearer, AccessOptions access)
    {
        bearer.Authority = access.Authority;
        bearer.RequireHttpsMetadata = !access.AllowHttp;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new RememberedTokens());
        bearer.IncludeErrorDetails = false;
        // The framework would keep the keys for twelve hours: a key that was taken out of use must not be believed that long.
        bearer.AutomaticRefreshInterval = KeysKept;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = access.Audience,
            ValidIssuer = access.Issuer,
            // None, and any that takes a public key for a shared secret, are left out by name.
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            // A key id that nobody knows is refused; the framework would try every key.
            TryAllIssuerSigningKeys = false,
            ClockSkew = Skew,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (Caller.Of(context.Principal!, access) is { } caller)
                {
                    context.HttpContext.Features.Set(new CallerFeature(caller));
                }
                else
                {
                    context.Fail("The token names no role or no organisation.");
                }

                return Task.CompletedTask;
            },
        };
    }
}
