using System.Net;
using System.Net.Http.Json;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Tests;

public sealed class AccountTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    private const string Password = "a long enough secret";

    [Fact]
    public async Task A_colleague_gets_an_account_of_the_same_organisation_and_role()
    {
        var member = await service.Approved("institute");
        var own = await service.As(member);
        var login = Login();

        var created = await own.PostAsJsonAsync("/v1/accounts", new { login, name = "赵工", password = Password });

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var claims = Jwt.Claims((string)(await service.SignIn(login, Password))["access_token"]!);
        Assert.Equal((member.Code, "institute"), ((string?)claims["org"], (string?)claims["role"]));
        var listed = (await (await own.GetAsync("/v1/accounts")).Json())["items"]!.AsArray();
        Assert.Equal([member.Login, login], listed.Select(a => (string?)a!["login"]));
        Assert.All(listed, a => Assert.DoesNotContain(a!.AsObject(), field => field.Key.Contains("assword", StringComparison.Ordinal) || field.Key.Contains("ash", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_administers_the_accounts_of_another_organisation()
    {
        var (one, other) = (await service.Approved(), await service.Approved());
        var own = await service.As(one);
        var others = (await (await (await service.As(other)).GetAsync("/v1/accounts")).Json())["items"]![0]!["accountId"];

        var created = await own.PostAsJsonAsync("/v1/accounts", new { organisation = other.Code, login = Login(), name = "甲", password = Password });

        Assert.Equal("organisation_not_found", await created.ProblemCode());
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/v1/accounts/{others}")).StatusCode);
        Assert.Equal("account_not_found", await (await own.PostAsync($"/v1/accounts/{others}:disable", null)).ProblemCode());
        Assert.Equal("account_not_found", await (await own.PostAsync($"/v1/accounts/{others}:enable", null)).ProblemCode());
        Assert.Empty((await (await own.GetAsync($"/v1/accounts?organisation={other.Code}")).Json())["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(other.Login, other.Password)).StatusCode);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("reviewer")]
    [InlineData("institute")]
    public async Task An_enterprise_cannot_give_itself_another_role(string role)
    {
        var own = await service.As(await service.Approved());

        var answer = await own.PostAsJsonAsync("/v1/accounts", new { login = Login(), name = "甲", password = Password, role });

        Assert.Equal(["role:role_not_of_kind"], await answer.Faults());
    }

    [Fact]
    public async Task A_reviewer_administers_nobody()
    {
        var reviewer = await service.As(await service.OfTheBureau("reviewer"));

        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.GetAsync("/v1/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.PostAsJsonAsync("/v1/accounts", new { login = Login(), name = "甲", password = Password, role = "operator" })).StatusCode);
    }

    [Fact]
    public async Task An_operator_limited_to_regions_makes_nobody_who_reaches_further()
    {
        var limited = await service.As(await service.OfTheBureau("operator", "330600"));

        async Task<HttpStatusCode> Made(params string[] regions) =>
            (await limited.PostAsJsonAsync("/v1/accounts", new { login = Login(), name = "甲", password = Password, role = "operator", regions })).StatusCode;

        Assert.Equal(HttpStatusCode.Forbidden, await Made());
        Assert.Equal(HttpStatusCode.Forbidden, await Made("330000"));
        Assert.Equal(HttpStatusCode.Forbidden, await Made("330604", "320200"));
        Assert.Equal(HttpStatusCode.Created, await Made("330604"));
        // Nor does one see, or disable, who reaches further.
        var logins = (await (await limited.GetAsync("/v1/accounts?limit=100")).Json())["items"]!.AsArray().Select(a => (string?)a!["login"]).ToList();
        Assert.DoesNotContain(IdentityUnderTest.OperatorLogin, logins);
        Assert.NotEmpty(logins);
    }

    [Fact]
    public async Task A_disabled_account_gets_no_tokens_and_its_refresh_tokens_stay_void_when_it_is_enabled_again()
    {
        var member = await service.Approved();
        var own = await service.As(member);
        var login = Login();
        var id = (string)(await (await own.PostAsJsonAsync("/v1/accounts", new { login, name = "甲", password = Password })).Json())["accountId"]!;
        var refresh = (string)(await service.SignIn(login, Password))["refresh_token"]!;

        Assert.Equal(HttpStatusCode.OK, (await own.PostAsync($"/v1/accounts/{id}:disable", null)).StatusCode);
        Assert.Equal("invalid_grant", (string?)(await (await service.TrySignIn(login, Password)).Json())["error"]);
        Assert.Equal("invalid_grant", (string?)(await (await service.Refresh(refresh)).Json())["error"]);

        Assert.Equal(HttpStatusCode.OK, (await own.PostAsync($"/v1/accounts/{id}:enable", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(login, Password)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh(refresh)).StatusCode);
    }

    [Fact]
    public async Task Nobody_disables_the_own_account()
    {
        var member = await service.Approved();
        var own = await service.As(member);
        var id = (await (await own.GetAsync("/v1/accounts")).Json())["items"]![0]!["accountId"];

        Assert.Equal("own_account", await (await own.PostAsync($"/v1/accounts/{id}:disable", null)).ProblemCode());
    }

    [Fact]
    public async Task A_repeat_under_a_key_makes_one_account_and_no_digest_of_the_password_is_kept()
    {
        var own = await service.As(await service.Approved());
        var body = new { login = Login(), name = "甲", password = Password };

        async Task<HttpResponseMessage> Post(object content)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/accounts") { Content = JsonContent.Create(content) };
            request.Headers.Add("Idempotency-Key", body.login);
            return await own.SendAsync(request);
        }

        var first = await Post(body);
        // The digest does not tell the passwords apart, so it says nothing of them.
        var second = await Post(new { body.login, body.name, password = "quite another secret" });

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal((string?)(await first.Json())["accountId"], (string?)(await second.Json())["accountId"]);
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(body.login, Password)).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_ends_every_refresh_token_and_the_former_password()
    {
        var member = await service.Approved();
        var tokens = await service.SignIn(member.Login, member.Password);
        var elsewhere = await service.SignIn(member.Login, member.Password);
        var own = service.With((string?)tokens["access_token"]);

        Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsJsonAsync("/v1/account/password", new { currentPassword = member.Password, newPassword = "another fine secret" })).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh((string)tokens["refresh_token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh((string)elsewhere["refresh_token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, "another fine secret")).StatusCode);
    }

    [Fact]
    public async Task A_password_is_not_changed_without_the_one_in_use_and_tries_count_for_the_lock()
    {
        var member = await service.Approved();
        var own = await service.As(member);

        for (var i = 0; i < 5; i++)
        {
            var refused = await own.PostAsJsonAsync("/v1/account/password", new { currentPassword = "not the right one", newPassword = "another fine secret" });
            Assert.Equal(["currentPassword:wrong_password"], await refused.Faults());
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
    }

    [Fact]
    public async Task Reviewers_change_their_password_and_machines_have_none()
    {
        var member = await service.OfTheBureau("reviewer");
        var change = new { currentPassword = member.Password, newPassword = "another fine secret" };
        Assert.Equal(HttpStatusCode.NoContent, (await (await service.As(member)).PostAsJsonAsync("/v1/account/password", change)).StatusCode);

        var (id, secret) = await IdentityUnderTest.Client(await service.As(await service.Approved()), "demands:read");
        var machine = service.With((string?)(await (await service.ClientToken(id, secret)).Json())["access_token"]);
        Assert.Equal("people_only", await (await machine.PostAsJsonAsync("/v1/account/password", change)).ProblemCode());
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_when_its_owner_signs_in()
    {
        var member = await service.Approved();
        const string Select = "select hash from account_password join account using (account_id) where login = @Login";
        var weak = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword("", member.Password);
        await service.Database.Scalar<int?>("update account_password set hash = @weak where account_id = (select account_id from account where login = @Login)", new { weak, member.Login });

        await service.SignIn(member.Login, member.Password);

        var hash = await service.Database.Scalar<string>(Select, member);
        Assert.NotEqual(weak, hash);
        // Format marker, PRF, then the rounds, big endian.
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5)));
        await service.SignIn(member.Login, member.Password);
    }

    private static string Login() => $"colleague-{Guid.NewGuid():N}"[..20];
}
