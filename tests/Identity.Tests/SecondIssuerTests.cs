extern alias demands;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using MassTransit;
using Matchmaking.Harness;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Matchmaking.Identity.Tests;

/// <summary>A service believes another provider by settings alone: nothing of it, nor of Identity, is in the service's code.</summary>
public sealed class SecondIssuerTests : IAsyncLifetime
{
    private readonly SecondIssuer issuer = new();
    private readonly string keys = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}");
    private TestDatabase database = null!;
    private DemandsOf service = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await issuer.Start();
        database = await TestDatabase.Create();
        service = new DemandsOf(issuer.Issuer, database, keys);
        service.UseKestrel(0);
        service.StartServer();
        http = service.CreateClient();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
        await database.DisposeAsync();
        await issuer.DisposeAsync();
        if (Directory.Exists(keys))
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    [Fact]
    public async Task An_enterprise_of_another_provider_registers_itself_and_nobody_else()
    {
        var (own, other) = (CreditCodes.Next(), CreditCodes.Next());
        var token = issuer.Token(["company-user"], own);

        Assert.Equal(HttpStatusCode.Created, await Register(token, own));
        Assert.Equal(HttpStatusCode.Forbidden, await Register(token, other));
        // The names of the roles are the provider's: ours mean nothing there, and what is mapped to nothing neither.
        Assert.Equal(HttpStatusCode.Forbidden, await Register(issuer.Token(["city-reviewer"], own), own));
        Assert.Equal(HttpStatusCode.Unauthorized, await Register(issuer.Token(["visitor"], own), own));
    }

    [Fact]
    public async Task Tokens_for_others_of_others_or_over_are_refused()
    {
        var code = CreditCodes.Next();
        using var foreign = RSA.Create(2048);
        Action<SecurityTokenDescriptor>[] faults =
        [
            t => t.Claims["aud"] = "another-platform",
            t => t.Issuer = "https://elsewhere.example",
            t => (t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1)),
            t => t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "rsa-1" }, SecurityAlgorithms.RsaSha256),
            t => t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "rsa-2" }, SecurityAlgorithms.RsaSha256),
            t => t.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[32]) { KeyId = "rsa-1" }, SecurityAlgorithms.HmacSha256),
            t => t.Claims.Remove("organisation_code"),
        ];

        foreach (var fault in faults)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Register(issuer.Token(["company-user"], code, fault), code));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Register(TestIssuer.Token("enterprise", code), code));
        Assert.Equal(HttpStatusCode.Created, await Register(issuer.Token(["company-user"], code), code));
    }

    private async Task<HttpStatusCode> Register(string token, string creditCode)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/enterprises")
        {
            Content = JsonContent.Create(new { name = "试验企业", creditCode, regionCode = "330604", industry = "C17" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class DemandsOf(string issuer, TestDatabase database, string keys) : StoppedOnce<demands::Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Authentication:Authority", issuer);
            builder.UseSetting("Authentication:AllowHttp", "true");
            builder.UseSetting("Authentication:Audience", "needs-platform");
            builder.UseSetting("Authentication:OrganisationClaim", "organisation_code");
            builder.UseSetting("Authentication:RoleClaim", "realm_access.roles");
            builder.UseSetting("Authentication:RoleNames:company-user", "enterprise");
            builder.UseSetting("Authentication:RoleNames:city-reviewer", "reviewer");
            builder.UseSetting("Database:ConnectionString", database.ConnectionString);
            builder.UseSetting("DataProtection:Folder", keys);
            builder.UseSetting("Database:WorkerPassword", database.Password);
            builder.UseSetting("Database:ApiPassword", database.Password);
            builder.UseSetting("Broker:Host", "127.0.0.1");
            builder.UseSetting("Broker:Username", "unused");
            builder.UseSetting("Broker:Password", "unused");
            builder.UseSetting("Logging:LogLevel:Default", "Error");
            builder.ConfigureTestServices(services =>
            {
                services.AddMassTransitTestHarness(bus => bus.DisableUsageTelemetry());
                services.AddSingleton(provider => new OutboxBus(_ => Task.FromResult(provider.GetRequiredService<IBusControl>())));
            });
        }
    }
}
