using System.Net;
using System.Net.Http.Json;
using Matchmaking.Access;
using Matchmaking.Harness;

namespace Matchmaking.Identity.Tests;

public sealed class ClientTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Fact]
    public async Task A_client_gets_tokens_for_its_secret_that_say_it_is_a_machine_with_its_scopes()
    {
        var member = await service.Approved();
        var (id, secret) = await IdentityUnderTest.Client(await service.As(member), "demands:write", "demands:read");

        var answer = await (await service.ClientToken(id, secret)).Json();

        Assert.Null(answer["refresh_token"]);
        Assert.Equal("demands:read demands:write", (string?)answer["scope"]);
        var claims = Jwt.Claims((string)answer["access_token"]!);
        Assert.Equal((id, id, member.Code, "enterprise"), ((string?)claims["sub"], (string?)claims["client_id"], (string?)claims["org"], (string?)claims["role"]));
    }

    [Fact]
    public async Task A_client_authenticates_by_HTTP_Basic_as_well_and_by_one_way_only()
    {
        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "demands:read");
        async Task<HttpResponseMessage> Ask(string basicSecret, params (string, string)[] more)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
            {
                Content = new FormUrlEncodedContent(more.Prepend(("grant_type", "client_credentials")).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
            };
            request.Headers.Authorization = IdentityUnderTest.Basic(id, basicSecret);
            return await service.Anybody.SendAsync(request);
        }

        Assert.Equal(HttpStatusCode.OK, (await Ask(secret)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(secret, ("client_id", id))).StatusCode);
        Assert.Equal("invalid_request", (string?)(await (await Ask(secret, ("client_id", id), ("client_secret", secret))).Json())["error"]);
        var wrong = await Ask(secret + "x");
        Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (wrong.StatusCode, wrong.Headers.WwwAuthenticate.Single().Scheme));
        Assert.Equal("invalid_client", (string?)(await wrong.Json())["error"]);
    }

    [Fact]
    public async Task Two_secrets_are_good_during_the_overlap_and_never_three()
    {
        var own = await service.As(await service.Approved());
        var (id, first) = await IdentityUnderTest.Client(own, "demands:read");

        var rotated = await own.PostAsync($"/v1/clients/{id}:rotate", null);
        var second = (string)(await rotated.Json())["clientSecret"]!;
        Assert.True(rotated.Headers.CacheControl!.NoStore);
        Assert.InRange((DateTimeOffset)(await rotated.Json())["formerSecretEnds"]! - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        Assert.Equal("++", await Good(id, first, second));

        var third = (string)(await (await own.PostAsync($"/v1/clients/{id}:rotate", null)).Json())["clientSecret"]!;
        Assert.Equal("-++", await Good(id, first, second, third));

        // The overlap passes.
        await service.Database.Scalar<int?>("update client_secret set expires_at = now() - interval '1 second' where client_id = @id and expires_at is not null", new { id });
        Assert.Equal("--+", await Good(id, first, second, third));
        Assert.Equal(2, await service.Database.Scalar<int>("select count(*)::int from client_secret where client_id = @id", new { id }));
    }

    [Fact]
    public async Task Rotations_at_once_leave_two_secrets()
    {
        var own = await service.As(await service.Approved());
        var (id, _) = await IdentityUnderTest.Client(own, "demands:read");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => own.PostAsync($"/v1/clients/{id}:rotate", null)));

        Assert.Equal(2, await service.Database.Scalar<int>("select count(*)::int from client_secret where client_id = @id", new { id }));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from client_secret where client_id = @id and expires_at is null", new { id }));
    }

    [Fact]
    public async Task A_revoked_client_gets_no_token_from_then_on()
    {
        var own = await service.As(await service.Approved());
        var (id, secret) = await IdentityUnderTest.Client(own, "demands:read");
        Assert.Equal(HttpStatusCode.OK, (await service.ClientToken(id, secret)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync($"/v1/clients/{id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.ClientToken(id, secret)).StatusCode);
        Assert.Equal("client_not_found", await (await own.DeleteAsync($"/v1/clients/{id}")).ProblemCode());
        Assert.Equal("client_not_found", await (await own.PostAsync($"/v1/clients/{id}:rotate", null)).ProblemCode());
        Assert.Empty((await (await own.GetAsync("/v1/clients")).Json())["items"]!.AsArray());
    }

    [Theory]
    [InlineData("enterprise", "experts:write")]
    [InlineData("enterprise", "operations")]
    [InlineData("institute", "demands:write")]
    public async Task A_scope_beyond_the_role_is_refused(string kind, string scope)
    {
        var own = await service.As(await service.Approved(kind));

        var answer = await own.PostAsJsonAsync("/v1/clients", new { name = "ERP", scopes = new[] { "demands:read", scope } });

        Assert.Equal(["scopes:scope_beyond_role"], await answer.Faults());
    }

    [Fact]
    public async Task A_token_is_narrowed_to_what_is_asked_for_and_never_widened()
    {
        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "demands:read", "matches:read");

        Assert.Equal("matches:read", (string?)(await (await service.ClientToken(id, secret, ("scope", "matches:read"))).Json())["scope"]);
        foreach (var scope in new[] { "demands:write", "matches:read demands:write", "nonsense", " " })
        {
            Assert.Equal("invalid_scope", (string?)(await (await service.ClientToken(id, secret, ("scope", scope))).Json())["error"]);
        }
    }

    [Fact]
    public async Task A_client_makes_neither_clients_nor_accounts_that_reach_further_than_itself()
    {
        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "organisation", "demands:read");
        var machine = service.With((string?)(await (await service.ClientToken(id, secret)).Json())["access_token"]);

        var client = await machine.PostAsJsonAsync("/v1/clients", new { name = "更多", scopes = new[] { "demands:write" } });
        var account = await machine.PostAsJsonAsync("/v1/accounts", new { login = "machine.made.me", name = "甲", password = "a long enough secret" });

        Assert.Equal((HttpStatusCode.Forbidden, "beyond_own_rights"), (client.StatusCode, await client.ProblemCode()));
        Assert.Equal((HttpStatusCode.Forbidden, "beyond_own_rights"), (account.StatusCode, await account.ProblemCode()));
        await IdentityUnderTest.Client(machine, "demands:read");
    }

    [Fact]
    public async Task A_token_without_the_scope_organisation_administers_nothing()
    {
        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "demands:read");
        var machine = service.With((string?)(await (await service.ClientToken(id, secret)).Json())["access_token"]);

        Assert.Equal(HttpStatusCode.Forbidden, (await machine.GetAsync("/v1/clients")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await machine.DeleteAsync($"/v1/clients/{id}")).StatusCode);
    }

    [Fact]
    public async Task Nobody_touches_the_clients_of_another_organisation()
    {
        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "demands:read");
        var other = await service.As(await service.Approved());

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/v1/clients/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/v1/clients/{id}:rotate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync($"/v1/clients/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.ClientToken(id, secret)).StatusCode);
    }

    [Fact]
    public async Task The_client_of_a_limited_operator_is_as_limited_and_its_role_is_chosen()
    {
        var limited = await service.As(await service.OfTheBureau("operator", "330600"));
        Assert.Equal(["role:role_not_of_kind"], await (await limited.PostAsJsonAsync("/v1/clients", new { name = "x", scopes = new[] { "matches:read" } })).Faults());

        var created = await (await limited.PostAsJsonAsync("/v1/clients", new { name = "报表", scopes = new[] { Scopes.MatchesRead }, role = "reviewer" })).Json();

        var token = await (await service.ClientToken((string)created["client"]!["clientId"]!, (string)created["clientSecret"]!)).Json();
        var claims = Jwt.Claims((string)token["access_token"]!);
        Assert.Equal("reviewer", (string?)claims["role"]);
        Assert.Equal("3306", (string?)claims["region"]![0]);
    }

    [Fact]
    public async Task The_last_use_is_written_at_most_once_a_minute()
    {
        var own = await service.As(await service.Approved());
        var (id, secret) = await IdentityUnderTest.Client(own, "demands:read");
        async Task<string?> LastUsed() => (string?)(await (await own.GetAsync($"/v1/clients/{id}")).Json())["lastUsedAt"];
        Assert.Null(await LastUsed());

        await service.ClientToken(id, secret);
        var first = await LastUsed();
        await service.ClientToken(id, secret);
        Assert.NotNull(first);
        Assert.Equal(first, await LastUsed());

        await service.Database.Scalar<int?>("update client set last_used_at = last_used_at - interval '61 seconds' where client_id = @id", new { id });
        var before = await LastUsed();
        await service.ClientToken(id, secret);
        Assert.NotEqual(before, await LastUsed());
    }

    [Fact]
    public async Task A_repeat_under_a_key_makes_one_client_and_does_not_show_its_secret_again()
    {
        var own = await service.As(await service.Approved());
        var key = Guid.NewGuid().ToString();
        async Task<HttpResponseMessage> Post()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/clients") { Content = JsonContent.Create(new { name = "ERP", scopes = new[] { "demands:read" } }) };
            request.Headers.Add("Idempotency-Key", key);
            return await own.SendAsync(request);
        }

        var (first, second) = (await Post(), await Post());

        Assert.True(first.Headers.CacheControl!.NoStore);
        Assert.NotNull((string?)(await first.Json())["clientSecret"]);
        Assert.Null((string?)(await second.Json())["clientSecret"]);
        Assert.Equal((string?)(await first.Json())["client"]!["clientId"], (string?)(await second.Json())["client"]!["clientId"]);
    }

    private async Task<string> Good(string id, params string[] secrets)
    {
        var good = "";
        foreach (var secret in secrets)
        {
            good += (await service.ClientToken(id, secret)).IsSuccessStatusCode ? "+" : "-";
        }

        return good;
    }
}
