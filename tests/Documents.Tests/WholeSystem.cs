extern alias demands;
extern alias gateway;
extern alias insights;
extern alias ranking;
extern alias review;
extern alias talents;
extern alias webhooks;

using MassTransit;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Documents.Tests;

/// <summary>
/// All services and the gateway in the process of the tests, over real HTTP and PostgreSQL, with the tokens of Identity. What one publishes is carried to the in-memory
/// buses of the others, which stand for the broker.
/// </summary>
public sealed class WholeSystem : IAsyncLifetime
{
    private readonly Identity identity = new();
    private readonly TalentProfiles talents = new();
    private readonly TechnologyDemands demands = new();
    private readonly Ranking ranking = new();
    private readonly MatchReview review = new();
    private readonly Webhooks webhooks = new();
    private readonly Insights insights = new();
    private Door? gateway;

    /// <summary>A client of the gateway without a token.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Address of the gateway.</summary>
    public Uri Gateway => Http.BaseAddress!;

    public async Task InitializeAsync()
    {
        await identity.InitializeAsync();
        using var anybody = identity.With(null);
        var keys = new JsonWebKeySet(await anybody.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative)));
        foreach (var service in (ITrusting[])[talents, demands, ranking, review, webhooks, insights])
        {
            service.Keys = keys;
        }

        await Task.WhenAll(talents.InitializeAsync(), demands.InitializeAsync(), ranking.InitializeAsync(), review.InitializeAsync(), webhooks.InitializeAsync(), insights.InitializeAsync());
        IBus[] buses = [identity.Bus.Bus, talents.Bus.Bus, demands.Bus.Bus, ranking.Bus.Bus, review.Bus.Bus, webhooks.Bus.Bus, insights.Bus.Bus];
        foreach (var bus in buses)
        {
            bus.ConnectPublishObserver(new Carrier([.. buses.Where(other => other != bus)]));
        }

        gateway = new Door(new()
        {
            ["Identity"] = identity.Http,
            ["TalentProfiles"] = talents.Http,
            ["TechnologyDemands"] = demands.Http,
            ["Ranking"] = ranking.Http,
            ["MatchReview"] = review.Http,
            ["Webhooks"] = webhooks.Http,
            ["Insights"] = insights.Http,
        });
        gateway.UseKestrel(0);
        gateway.StartServer();
        Http = gateway.CreateClient();
        await Eventually.Get(() => Http.GetAsync(new Uri("/health/ready", UriKind.Relative)), answer => answer.IsSuccessStatusCode, "the system never became ready");
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await gateway!.DisposeAsync();
        foreach (var service in (IAsyncLifetime[])[identity, talents, demands, ranking, review, webhooks, insights])
        {
            await service.DisposeAsync();
        }
    }

    private interface ITrusting
    {
        JsonWebKeySet? Keys { get; set; }
    }

    private sealed class Identity : IdentityHost;

    private sealed class TalentProfiles : TalentProfilesHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    private sealed class TechnologyDemands : TechnologyDemandsHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override string Publicity => "00:00:03";

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    private sealed class Ranking : RankingHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    private sealed class MatchReview : MatchReviewHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    private sealed class Webhooks : WebhooksHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    private sealed class Insights : InsightsHost, ITrusting
    {
        public JsonWebKeySet? Keys { get; set; }

        protected override void ConfigureServices(IServiceCollection services) => Trust(services, Keys!);
    }

    // The keys of Identity, and no longer those of the issuer of tests.
    private static void Trust(IServiceCollection services, JsonWebKeySet keys) => services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = TestIssuer.Issuer };
        foreach (var key in keys.GetSigningKeys())
        {
            configuration.SigningKeys.Add(key);
        }

        bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
    });

    private sealed class Carrier(IReadOnlyList<IBus> others) : IPublishObserver
    {
        private const string Carried = "Carried";

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public async Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Headers.TryGetHeader(Carried, out _))
            {
                return;
            }

            foreach (var other in others)
            {
                await other.Publish(context.Message, again =>
                {
                    again.MessageId = context.MessageId;
                    again.Headers.Set(Carried, true);
                });
            }
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }

    private sealed class Door(Dictionary<string, HttpClient> services) : StoppedOnce<gateway::Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, http) in services)
            {
                builder.UseSetting($"Services:{name}", http.BaseAddress!.ToString());
            }

            builder.UseSetting("Authentication:Authority", TestIssuer.Issuer);
            builder.ConfigureTestServices(TestIssuer.Trust);
            builder.UseSetting("RateLimit:PerSecond", "5000");
            builder.UseSetting("RateLimit:Burst", "5000");
            builder.UseSetting("Logging:LogLevel:Default", "Error");
        }
    }
}

/// <summary>One system for the tests of the documents at the gateway.</summary>
[CollectionDefinition("system")]
public sealed class OneSystem : ICollectionFixture<WholeSystem>;
