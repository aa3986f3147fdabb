using System.Net;
using System.Net.Http.Headers;
using Matchmaking.Access;
using Matchmaking.Harness;
using Matchmaking.Identity.Keys;
using Matchmaking.Identity.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity.Tests;

public sealed class KeyRotationTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Fact]
    public async Task Tokens_from_before_and_after_a_rotation_are_believed_by_who_reads_the_keys_over_HTTP()
    {
        await using var other = Service();
        await other.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(other.Urls.First()) };
        var before = await Token();
        Assert.Equal(HttpStatusCode.OK, await Ask(http, before));

        Assert.Equal(HttpStatusCode.OK, (await service.With(before).PostAsync("/v1/operations/rotate-keys", null)).StatusCode);

        var after = await Token();
        Assert.NotEqual((string?)Jwt.Header(before)["kid"], (string?)Jwt.Header(after)["kid"]);
        // At the first request, for it was shown before it signed; and the old one is still shown.
        Assert.Equal(HttpStatusCode.OK, await Ask(http, after));
        Assert.Equal(HttpStatusCode.OK, await Ask(http, before));
        Assert.Equal(HttpStatusCode.OK, (await service.With(before).GetAsync("/v1/organisations")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.With(after).GetAsync("/v1/organisations")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(http, TestIssuer.Token("operator", IdentityUnderTest.BureauCode)));
    }

    [Fact]
    public async Task Rotations_at_once_leave_one_key_signing_and_one_shown_ahead()
    {
        var chief = await service.Operator();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => chief.PostAsync("/v1/operations/rotate-keys", null)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from signing_key where signs_from > now()"));
        Assert.Equal(HttpStatusCode.OK, (await service.With(await Token()).GetAsync("/v1/organisations")).StatusCode);
    }

    [Fact]
    public async Task A_key_that_was_not_shown_long_enough_waits_for_its_turn()
    {
        using var ring = new Replica(service, new KeyOptions { PublishAheadMinutes = 60 });
        await ring.Keys.Look(CancellationToken.None);

        var turn = await ring.Keys.Rotate(CancellationToken.None);

        Assert.InRange(turn.SignsFrom, DateTimeOffset.UtcNow.AddMinutes(50), DateTimeOffset.UtcNow.AddMinutes(60));
        // The other tests of this class rotate at once.
        await service.Database.Scalar<int?>("update signing_key set signs_from = now() + interval '30 days' where key_id = @KeyId", turn);
    }

    [Fact]
    public async Task A_second_replica_sees_the_keys_of_the_first_and_signs_with_the_same()
    {
        using var replica = new Replica(service, new KeyOptions());
        await (await service.Operator()).PostAsync("/v1/operations/rotate-keys", null);

        await replica.Keys.Look(CancellationToken.None);

        Assert.Equal((string?)Jwt.Header(await Token())["kid"], replica.Keys.Current.SigningAt(DateTimeOffset.UtcNow).KeyId);
    }

    [Fact]
    public async Task The_private_part_is_not_readable_in_the_table_and_the_folder_is_closed()
    {
        var rows = await service.Everything();
        var kid = (string)Jwt.Header(await Token())["kid"]!;
        var pair = service.Services.GetRequiredService<SigningKeyRing>().Current.Keys.Single(key => key.KeyId == kid).Pair;
        var secret = pair.ECDsa.ExportParameters(true).D!;
        var pkcs8 = pair.ECDsa.ExportPkcs8PrivateKey();

        Assert.Contains(kid, rows, StringComparison.Ordinal);
        foreach (var marker in new[] { Convert.ToBase64String(secret), Convert.ToHexStringLower(secret), System.Buffers.Text.Base64Url.EncodeToString(secret), Convert.ToBase64String(pkcs8)[..60], "PRIVATE KEY" })
        {
            Assert.DoesNotContain(marker, rows, StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(service.KeyFolder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.NotEmpty(Directory.GetFiles(service.KeyFolder));
    }

    [Fact]
    public async Task Without_the_folder_nothing_is_signed_rather_than_by_a_guess()
    {
        using var stranger = new Replica(service, new KeyOptions(), new EphemeralDataProtectionProvider());

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => stranger.Keys.Look(CancellationToken.None));
    }

    private async Task<string> Token() => (string)(await service.SignIn(IdentityUnderTest.OperatorLogin, IdentityUnderTest.OperatorPassword))["access_token"]!;

    private static async Task<HttpStatusCode> Ask(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await http.SendAsync(request)).StatusCode;
    }

    // Another service: what every service has of Access, and nothing that knows of tests.
    private WebApplication Service()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Authentication:Authority"] = service.Issuer, ["Authentication:AllowHttp"] = "true" });
        builder.AddAccess();
        var app = builder.Build();
        app.UseAccess();
        app.MapGet("/who", (Caller caller) => caller.Organisation).Allow(Scopes.Operations, Roles.Operator);
        return app;
    }

    private sealed class Replica : IDisposable
    {
        private readonly NpgsqlDataSource database;

        public Replica(IdentityUnderTest service, KeyOptions options, IDataProtectionProvider? protection = null)
        {
            database = NpgsqlDataSource.Create(service.Database.As("worker"));
            Keys = new SigningKeyRing(
                database, protection ?? service.Services.GetRequiredService<IDataProtectionProvider>(), Options.Create(options),
                Options.Create(new TokenOptions { Issuer = service.Issuer }), TimeProvider.System);
        }

        public SigningKeyRing Keys { get; }

        public void Dispose() => database.Dispose();
    }
}
