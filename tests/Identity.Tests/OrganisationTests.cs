using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.Identity;
using Matchmaking.Harness;

namespace Matchmaking.Identity.Tests;

public sealed class OrganisationTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Fact]
    public async Task Who_registers_is_pending_and_gets_no_token_before_a_bureau_approves()
    {
        var member = await service.Register();

        var refused = await service.TrySignIn(member.Login, member.Password);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = await refused.Json();
        Assert.Equal("invalid_grant", (string?)error["error"]);
        Assert.Contains("approval", (string?)error["error_description"], StringComparison.Ordinal);

        var approved = await (await service.Operator()).PostAsync($"/v1/organisations/{member.Code}:approve", null);
        Assert.Equal("approved", (string?)(await approved.Json())["status"]);
        Assert.Equal("\"2\"", approved.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
    }

    [Theory]
    [InlineData("enterprise", "C17", null)]
    [InlineData("institute", null, "university")]
    [InlineData("bureau", null, null)]
    public async Task An_approval_tells_followers_all_they_need(string kind, string? industry, string? instituteKind)
    {
        var member = await service.Approved(kind);

        var told = Assert.Single(await service.Sent<OrganisationApproved>(), m => m.CreditCode == member.Code);
        Assert.Equal(("试验单位", "330604", kind, industry, instituteKind, 2L), (told.Name, told.RegionCode, told.Kind, told.Industry, told.InstituteKind, told.Revision));
    }

    [Fact]
    public async Task A_suspended_organisation_gets_no_tokens_by_any_grant_until_it_is_reinstated()
    {
        var member = await service.Approved();
        var tokens = await service.SignIn(member.Login, member.Password);
        var own = service.With((string?)tokens["access_token"]);
        var (id, secret) = await IdentityUnderTest.Client(own, "demands:read");
        var chief = await service.Operator();

        Assert.Equal(HttpStatusCode.OK, (await chief.PostAsync($"/v1/organisations/{member.Code}:suspend", null)).StatusCode);
        foreach (var refused in new[]
        {
            await service.TrySignIn(member.Login, member.Password), await service.Refresh((string)tokens["refresh_token"]!), await service.ClientToken(id, secret),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("invalid_grant", (string?)(await refused.Json())["error"]);
        }

        Assert.Equal(HttpStatusCode.OK, (await chief.PostAsync($"/v1/organisations/{member.Code}:reinstate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.ClientToken(id, secret)).StatusCode);
        // The refused try did not use the refresh token up.
        Assert.Equal(HttpStatusCode.OK, (await service.Refresh((string)tokens["refresh_token"]!)).StatusCode);
        Assert.Equal(3L, Assert.Single(await service.Sent<OrganisationSuspended>(), m => m.CreditCode == member.Code).Revision);
        Assert.Equal([2L, 4L], (await service.Sent<OrganisationApproved>()).Where(m => m.CreditCode == member.Code).Select(m => m.Revision).Order());
    }

    [Fact]
    public async Task A_status_is_reached_from_the_one_before_it_only()
    {
        var chief = await service.Operator();
        var pending = await service.Register();
        var approved = await service.Approved();

        foreach (var address in new[] { $"{pending.Code}:suspend", $"{pending.Code}:reinstate", $"{approved.Code}:approve", $"{approved.Code}:reinstate", $"{approved.Code}:reject" })
        {
            var answer = await chief.PostAsync($"/v1/organisations/{address}", null);
            Assert.Equal((HttpStatusCode.Conflict, "wrong_status"), (answer.StatusCode, await answer.ProblemCode()));
        }
    }

    [Fact]
    public async Task Nobody_suspends_the_own_organisation()
    {
        var answer = await (await service.Operator()).PostAsync($"/v1/organisations/{IdentityUnderTest.BureauCode}:suspend", null);

        Assert.Equal("own_organisation", await answer.ProblemCode());
    }

    [Fact]
    public async Task Rejecting_frees_the_credit_code_and_the_login_for_their_owner()
    {
        var squatter = await service.Register();
        var taken = await service.Anybody.PostAsJsonAsync("/v1/organisations", IdentityUnderTest.Registration("enterprise", squatter with { Login = "another.login" }));
        Assert.Equal("organisation_exists", await taken.ProblemCode());

        Assert.Equal(HttpStatusCode.NoContent, (await (await service.Operator()).PostAsync($"/v1/organisations/{squatter.Code}:reject", null)).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await service.Anybody.PostAsJsonAsync("/v1/organisations", IdentityUnderTest.Registration("enterprise", squatter))).StatusCode);
    }

    [Fact]
    public async Task A_login_is_unique_over_all_organisations_whatever_its_capitals()
    {
        var member = await service.Register();

        var answer = await service.Anybody.PostAsJsonAsync(
            "/v1/organisations", IdentityUnderTest.Registration("enterprise", new Member(CreditCodes.Next(), member.Login.ToUpperInvariant(), member.Password)));

        Assert.Equal((HttpStatusCode.Conflict, "login_taken"), (answer.StatusCode, await answer.ProblemCode()));
    }

    [Theory]
    [InlineData("enterprise")]
    [InlineData("institute")]
    [InlineData("reviewer")]
    public async Task Only_an_operator_approves(string role)
    {
        var pending = await service.Register();
        var caller = await service.As(role == "reviewer" ? await service.OfTheBureau("reviewer") : await service.Approved(role));

        foreach (var verb in new[] { "approve", "suspend", "reinstate", "reject" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await caller.PostAsync($"/v1/organisations/{pending.Code}:{verb}", null)).StatusCode);
        }
    }

    [Fact]
    public async Task An_organisation_sees_itself_alone_and_an_operator_those_of_the_own_regions()
    {
        var (one, other) = (await service.Approved(region: "330604"), await service.Approved(region: "320281"));
        var own = await service.As(one);
        var limited = await service.As(await service.OfTheBureau("operator", "330600"));

        Assert.Equal([one.Code], await Codes(own, ""));
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"/v1/organisations/{one.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/v1/organisations/{other.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await limited.GetAsync($"/v1/organisations/{one.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await limited.GetAsync($"/v1/organisations/{other.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await limited.PostAsync($"/v1/organisations/{other.Code}:suspend", null)).StatusCode);
        Assert.Contains(other.Code, await Codes(await service.Operator(), "region=320200&"));
        Assert.DoesNotContain(one.Code, await Codes(await service.Operator(), "region=320200&"));
    }

    [Fact]
    public async Task A_bureau_that_registered_itself_is_let_in_as_a_reviewer_of_its_region()
    {
        var member = await service.Approved("bureau", "330604");

        var claims = Jwt.Claims((string)(await service.SignIn(member.Login, member.Password))["access_token"]!);

        Assert.Equal("reviewer", (string?)claims["role"]);
        Assert.Equal(["330604"], claims["region"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task Republishing_tells_approved_and_suspended_organisations_again_and_no_pending_one()
    {
        var (approved, pending) = (await service.Approved(), await service.Register());

        var answer = await (await service.Operator()).PostAsync("/v1/operations/republish-organisations", null);

        Assert.True((int?)(await answer.Json())["count"] >= 2);
        var told = await service.Sent<OrganisationApproved>();
        Assert.Equal(2, told.Count(m => m.CreditCode == approved.Code));
        Assert.DoesNotContain(told, m => m.CreditCode == pending.Code);
    }

    private static async Task<List<string>> Codes(HttpClient http, string query)
    {
        var codes = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await (await http.GetAsync($"/v1/organisations?{query}limit=100&cursor={cursor}")).Json();
            codes.AddRange(page["items"]!.AsArray().Select(o => (string)o!["creditCode"]!));
            cursor = (string?)page["next"];
        }

        return codes;
    }
}

/// <summary>Looks into tokens without checking them.</summary>
internal static class Jwt
{
    public static JsonNode Claims(string token) => Part(token, 1);

    public static JsonNode Header(string token) => Part(token, 0);

    private static JsonNode Part(string token, int part) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[part]))!;
}
