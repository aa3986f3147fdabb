using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Harness;

namespace Matchmaking.Identity.Tests;

public sealed class EraseAccountTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    private const string Password = "a long enough secret";

    [Fact]
    public async Task Nothing_of_an_erased_account_is_left_and_its_certificate_has_the_digest_of_its_bytes()
    {
        var member = await service.Approved();
        var own = await service.As(member);
        var (login, name) = ($"zhao{Guid.NewGuid():N}", $"标记{Guid.NewGuid():N}");
        using var create = new HttpRequestMessage(HttpMethod.Post, "/v1/accounts") { Content = JsonContent.Create(new { login, name, password = Password }), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };
        var account = (string)(await (await own.SendAsync(create)).Json())["accountId"]!;
        await service.SignIn(login, Password);

        using var erased = await own.PostAsync($"/v1/accounts/{account}:erase", null);

        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        Assert.Empty(await Traces.In(service.Database, login, name));
        var text = await erased.Content.ReadAsStringAsync();
        var certificate = text[(text.IndexOf("\"certificate\":", StringComparison.Ordinal) + 14)..text.IndexOf(",\"digest\":", StringComparison.Ordinal)];
        Assert.Equal((string)(await erased.Json())["digest"]!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificate))));
        Assert.Equal("account_not_found", await (await own.GetAsync($"/v1/accounts/{account}")).ProblemCode());
        Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(login, Password)).StatusCode);
        Assert.Equal(text, await (await own.PostAsync($"/v1/accounts/{account}:erase", null)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_person_exports_and_erases_what_is_held_about_the_person()
    {
        var member = await service.Approved("institute");
        var own = await service.As(member);

        var data = (await (await own.GetAsync("/v1/account/personal-data")).Json())["sections"]!.AsArray().ToDictionary(section => (string)section!["store"]!, section => section!["rows"]!.AsArray());
        Assert.Equal(member.Login, (string?)data["account"][0]!["login"]);
        Assert.Contains(data["sign_in"], row => (string?)row!["result"] == "succeeded");
        Assert.DoesNotContain("hash", string.Concat(data.Select(section => section.Value.ToJsonString())), StringComparison.OrdinalIgnoreCase);

        Assert.Equal(HttpStatusCode.OK, (await own.PostAsync("/v1/account:erase", null)).StatusCode);
        Assert.Empty(await Traces.In(service.Database, member.Login));
        Assert.Equal("people_only", await (await own.GetAsync("/v1/account/personal-data")).ProblemCode());
    }

    [Fact]
    public async Task Nobody_erases_the_account_of_another_organisation()
    {
        var (one, other) = (await service.Approved(), await service.Approved());
        var theirs = (await (await (await service.As(other)).GetAsync("/v1/accounts")).Json())["items"]![0]!["accountId"];

        Assert.Equal("account_not_found", await (await (await service.As(one)).PostAsync($"/v1/accounts/{theirs}:erase", null)).ProblemCode());
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(other.Login, other.Password)).StatusCode);
    }
}
