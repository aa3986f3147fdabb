using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.Identity.Tests;

public sealed class RefreshTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Fact]
    public async Task A_refresh_token_gives_the_next_tokens_once()
    {
        var member = await service.Approved();
        var first = await service.SignIn(member.Login, member.Password);

        var second = await (await service.Refresh((string)first["refresh_token"]!)).Json();

        Assert.NotEqual((string?)first["refresh_token"], (string?)second["refresh_token"]);
        Assert.Equal((string?)Jwt.Claims((string)first["access_token"]!)["sub"], (string?)Jwt.Claims((string)second["access_token"]!)["sub"]);
        Assert.Equal(HttpStatusCode.OK, (await service.Refresh((string)second["refresh_token"]!)).StatusCode);
    }

    [Fact]
    public async Task A_used_refresh_token_ends_its_whole_family_and_no_other()
    {
        var member = await service.Approved();
        var elsewhere = (string)(await service.SignIn(member.Login, member.Password))["refresh_token"]!;
        var first = (string)(await service.SignIn(member.Login, member.Password))["refresh_token"]!;
        var second = (string)(await (await service.Refresh(first)).Json())["refresh_token"]!;

        var replay = await service.Refresh(first);

        Assert.Equal("invalid_grant", (string?)(await replay.Json())["error"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh(second)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Refresh(elsewhere)).StatusCode);
        Assert.Contains("refresh_replayed", await service.Database.Column<string>("select result from sign_in join account using (account_id) where login = @Login", member));
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_wins_and_the_family_ends()
    {
        var member = await service.Approved();
        var token = (string)(await service.SignIn(member.Login, member.Password))["refresh_token"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Refresh(token)));

        var won = Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh((string)(await won.Json())["refresh_token"]!)).StatusCode);
    }

    [Fact]
    public async Task Revoking_a_refresh_token_signs_out_and_says_nothing_of_unknown_tokens()
    {
        var member = await service.Approved();
        var tokens = await service.SignIn(member.Login, member.Password);

        Assert.Equal(HttpStatusCode.OK, (await service.Form("/connect/revocation", ("token", (string)tokens["refresh_token"]!))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Form("/connect/revocation", ("token", "of-nobody"), ("token_type_hint", "refresh_token"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh((string)tokens["refresh_token"]!)).StatusCode);
        var access = await service.Form("/connect/revocation", ("token", (string)tokens["access_token"]!));
        Assert.Equal("unsupported_token_type", (string?)(await access.Json())["error"]);
        Assert.Equal("invalid_request", (string?)(await (await service.Form("/connect/revocation")).Json())["error"]);
    }

    [Fact]
    public async Task Scopes_are_narrowed_at_sign_in_and_never_widened_by_a_refresh()
    {
        var member = await service.Approved();
        var narrow = await (await service.Connect(("grant_type", "password"), ("username", member.Login), ("password", member.Password), ("scope", "demands:read matches:read"))).Json();
        Assert.Equal("demands:read matches:read", (string?)narrow["scope"]);
        var token = (string)narrow["refresh_token"]!;

        var wider = await service.Connect(("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "demands:write"));

        Assert.Equal("invalid_scope", (string?)(await wider.Json())["error"]);
        Assert.Equal("demands:read matches:read", (string?)(await (await service.Refresh(token)).Json())["scope"]);
    }

    [Fact]
    public async Task Neither_refresh_tokens_nor_secrets_stand_in_the_database()
    {
        var member = await service.Approved();
        var tokens = await service.SignIn(member.Login, member.Password);
        var (_, secret) = await IdentityUnderTest.Client(service.With((string?)tokens["access_token"]), "demands:read");

        var rows = await service.Everything();

        Assert.Contains(member.Login, rows, StringComparison.Ordinal);
        foreach (var hidden in new[] { (string)tokens["refresh_token"]!, (string)tokens["access_token"]!, secret, member.Password })
        {
            Assert.DoesNotContain(hidden, rows, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(hidden)), rows, StringComparison.Ordinal);
        }
    }
}
