using System.Net;
using System.Text;
using Matchmaking.Access;
using Matchmaking.Harness;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Matchmaking.Identity.Tests;

public sealed class TokenTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Fact]
    public async Task A_persons_token_says_who_acts_for_whom_with_all_the_scopes_of_the_role()
    {
        var member = await service.Approved("institute");

        var answer = await service.TrySignIn(member.Login, member.Password);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        var tokens = await answer.Json();
        Assert.Equal(("Bearer", 300), ((string?)tokens["token_type"], (int?)tokens["expires_in"]));
        var (header, claims) = (Jwt.Header((string)tokens["access_token"]!), Jwt.Claims((string)tokens["access_token"]!));
        Assert.Equal(("ES256", "at+jwt"), ((string?)header["alg"], (string?)header["typ"]));
        Assert.NotNull((string?)header["kid"]);
        Assert.Equal((service.Issuer, "matchmaking", member.Code, "institute"), ((string?)claims["iss"], (string?)claims["aud"], (string?)claims["org"], (string?)claims["role"]));
        Assert.Equal(300, (long?)claims["exp"] - (long?)claims["iat"]);
        Assert.Equal((long?)claims["iat"], (long?)claims["nbf"]);
        Assert.Equal(Scopes.Of("institute").Order(), ((string)claims["scope"]!).Split(' ').Order());
        Assert.Null(claims["region"]);
        Assert.NotEqual((string?)claims["sub"], (string?)claims["client_id"]);
        Assert.DoesNotContain("李工", claims.ToJsonString(), StringComparison.Ordinal);
        Assert.True(Guid.TryParse((string?)claims["sub"], out _) && (string?)claims["jti"] is { Length: 32 });
    }

    [Fact]
    public async Task A_limited_reviewers_token_names_the_regions_as_prefixes()
    {
        var member = await service.OfTheBureau("reviewer", "330600", "320281");

        var claims = Jwt.Claims((string)(await service.SignIn(member.Login, member.Password))["access_token"]!);

        Assert.Equal(["3306", "320281"], claims["region"]!.AsArray().Select(region => (string?)region));
    }

    public static TheoryData<string, string, int, string> Faulty => new()
    {
        { "application/x-www-form-urlencoded", "", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=", 400, "invalid_request" },
        { "application/json", "{\"grant_type\":\"password\"}", 400, "invalid_request" },
        { "text/plain", "grant_type=password", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=implicit", 400, "unsupported_grant_type" },
        { "application/x-www-form-urlencoded", "grant_type=PASSWORD", 400, "unsupported_grant_type" },
        { "application/x-www-form-urlencoded", "grant_type=password&grant_type=password", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=password", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=a", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=a%00&password=b", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=nobody.here&password=%ff%fe", 400, "invalid_grant" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=nobody%27%3B--&password=wrong", 400, "invalid_grant" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=nobody.else&password=wrong&client_id=x&client_secret=y", 401, "invalid_client" },
        { "application/x-www-form-urlencoded", "grant_type=password&username=" + new string('u', 201) + "&password=x", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=refresh_token", 400, "invalid_request" },
        { "application/x-www-form-urlencoded", "grant_type=refresh_token&refresh_token=nonsense", 400, "invalid_grant" },
        { "application/x-www-form-urlencoded", "grant_type=client_credentials", 401, "invalid_client" },
        { "application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=x", 401, "invalid_client" },
        { "application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=x&client_secret=y", 401, "invalid_client" },
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1100).Select(i => $"f{i}=1")), 400, "invalid_request" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Every_fault_has_the_error_of_the_standard_and_is_nobodys_to_keep(string type, string body, int status, string error)
    {
        var answer = await service.Anybody.PostAsync("/connect/token", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var fault = await answer.Json();
        Assert.Equal(["error", "error_description"], fault.AsObject().Select(field => field.Key));
        Assert.Equal(error, (string?)fault["error"]);
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic %%%")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic //79")]
    [InlineData("Bearer abc")]
    public async Task A_broken_authorization_header_is_an_unknown_client(string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]) };
        request.Headers.TryAddWithoutValidation("Authorization", header);

        var answer = await service.Anybody.SendAsync(request);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.StatusCode, (string?)(await answer.Json())["error"]));
    }

    [Fact]
    public async Task A_body_over_16_KiB_is_not_read()
    {
        var answer = await service.Connect(("grant_type", "password"), ("username", "x"), ("password", new string('p', 20_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("other key")]
    [InlineData("changed")]
    public async Task The_own_API_takes_no_token_that_it_did_not_sign(string how)
    {
        var member = await service.OfTheBureau("reviewer");
        var token = (string)(await service.SignIn(member.Login, member.Password))["access_token"]!;
        var parts = token.Split('.');
        string Encoded(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        var forged = how switch
        {
            "none" => $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            "other key" => TestIssuer.Token("operator", IdentityUnderTest.BureauCode, change: t => t.Issuer = service.Issuer),
            _ => $"{parts[0]}.{Encoded(Jwt.Claims(token).ToJsonString().Replace("reviewer", "operator", StringComparison.Ordinal))}.{parts[2]}",
        };

        var answer = await service.With(forged).GetAsync("/v1/organisations");

        Assert.Equal((HttpStatusCode.Unauthorized, "not_authenticated"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(HttpStatusCode.OK, (await (await service.Operator()).GetAsync("/v1/organisations")).StatusCode);
    }

    [Fact]
    public async Task Operators_see_sign_ins_and_nobody_else_does()
    {
        var member = await service.Approved();
        await service.TrySignIn(member.Login, "not the right one");
        var own = await service.As(member);
        var id = (string)(await (await own.GetAsync("/v1/accounts")).Json())["items"]![0]!["accountId"]!;

        var listed = (await (await (await service.Operator()).GetAsync($"/v1/operations/sign-ins?account={id}")).Json())["items"]!.AsArray();

        Assert.Equal(["succeeded", "wrong_password"], listed.Select(s => (string?)s!["result"]));
        Assert.Equal(HttpStatusCode.Forbidden, (await own.GetAsync("/v1/operations/sign-ins")).StatusCode);
    }

    [Fact]
    public async Task The_discovery_document_names_what_is_there()
    {
        var document = await (await service.Anybody.GetAsync("/.well-known/openid-configuration")).Json();

        Assert.Equal(service.Issuer, (string?)document["issuer"]);
        foreach (var (name, path) in new[] { ("token_endpoint", "/connect/token"), ("revocation_endpoint", "/connect/revocation"), ("jwks_uri", "/.well-known/jwks.json") })
        {
            Assert.Equal(service.Issuer + path, (string?)document[name]);
        }

        // Required by OpenID Connect Discovery 1.0, section 3, beside these.
        Assert.All(["response_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported"], name => Assert.NotNull(document[name]));
        var keys = (await (await service.Anybody.GetAsync("/.well-known/jwks.json")).Json())["keys"]!.AsArray();
        Assert.InRange(keys.Count, 2, 20);
        Assert.All(keys, key => Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key!.AsObject().Select(field => field.Key).Order()));
    }

    [Fact]
    public async Task The_standard_client_reads_the_discovery_document_and_the_keys()
    {
        var read = await new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{service.Issuer}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = false }).GetConfigurationAsync(CancellationToken.None);

        Assert.Equal(service.Issuer, read.Issuer);
        Assert.Equal($"{service.Issuer}/connect/token", read.TokenEndpoint);
        Assert.All(read.SigningKeys, key => Assert.NotEmpty(key.KeyId));
    }

    [Fact]
    public async Task The_API_is_described_with_what_the_token_endpoint_takes()
    {
        var document = await (await service.Anybody.GetAsync("/openapi.json")).Json();

        var token = document["paths"]!["/connect/token"]!["post"]!;
        Assert.NotNull(token["requestBody"]!["content"]!["application/x-www-form-urlencoded"]);
        Assert.NotNull(token["responses"]!["429"]);
        Assert.NotNull(document["paths"]!["/v1/organisations/{creditCode}:approve"]);
        // Nobody is known yet whose key it could be.
        Assert.DoesNotContain(document["paths"]!["/v1/organisations"]!["post"]!["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "Idempotency-Key");
    }
}
