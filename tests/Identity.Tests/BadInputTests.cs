using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Identity.Tests;

/// <summary>Every endpoint refuses what is not sound, says what to mend, and stores nothing.</summary>
public sealed class BadInputTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    // Valid but registered nowhere.
    private const string Code = "11330000YY000001XR";
    private const string Id = "0190a000-0000-7000-8000-00000000000a";
    private const string Client = "client-0190a00000007000800000000000000a";

    private static readonly JsonObject Organisation = IdentityUnderTest.Registration("enterprise", new Member("12100000400000624D", "bad.input", "a long enough secret"));
    private static readonly JsonObject Account = JsonNode.Parse("""{ "login": "bad.input", "name": "李工", "password": "a long enough secret", "role": "reviewer" }""")!.AsObject();
    private static readonly JsonObject Password = JsonNode.Parse("""{ "currentPassword": "not the right one", "newPassword": "a long enough secret" }""")!.AsObject();
    private static readonly JsonObject ClientForm = JsonNode.Parse("""{ "name": "ERP", "scopes": ["demands:read"], "role": "reviewer" }""")!.AsObject();

    private static readonly BadRequest[] All =
    [
        .. BadRequest.OfAnyBody("POST", "/v1/organisations", Organisation, "name", "name"),
        .. BadRequest.OfAnyBody("POST", "/v1/accounts", Account),
        .. BadRequest.OfAnyBody("POST", "/v1/account/password", Password),
        .. BadRequest.OfAnyBody("POST", "/v1/clients", ClientForm),
        BadRequest.Flood("POST", "/v1/accounts", Account, "regions", "\"x\""),
        BadRequest.Flood("POST", "/v1/clients", ClientForm, "scopes", "\"x\""),
        .. Faults("/v1/organisations", Organisation,
        [
            ("kind", null, "kind:required"), ("kind", "club", "kind:unknown_organisation_kind"), ("name", null, "name:required"), ("name", "厂", "name:too_short"),
            ("name", new string('厂', 101), "name:too_long"), ("creditCode", null, "creditCode:required"), ("creditCode", "12100000400000624E", "creditCode:invalid_credit_code"),
            ("regionCode", "990000", "regionCode:unknown_region"), ("industry", null, "industry:required"), ("industry", "Z99", "industry:unknown_industry"),
            ("instituteKind", "university", "instituteKind:not_of_this_kind"), ("kind", "institute", "instituteKind:required"), ("kind", "bureau", "industry:not_of_this_kind"),
            ("account", null, "account:required"), ("account", First(login: "李"), "account.login:invalid_login"), ("account", First(password: "short"), "account.password:too_short"),
            ("account", First(password: "1234567890"), "account.password:common_password"), ("account", First(password: "my bad.input secret"), "account.password:password_holds_login"),
        ]),
        .. Faults("/v1/accounts", Account,
        [
            ("login", null, "login:required"), ("login", "a b c", "login:invalid_login"), ("name", null, "name:required"), ("name", new string('名', 101), "name:too_long"),
            ("password", null, "password:required"), ("password", new string('p', 201), "password:too_long"), ("password", "password2026", "password:common_password"),
            ("role", "king", "role:unknown_role"), ("role", null, "role:role_not_of_kind"), ("role", "enterprise", "role:role_not_of_kind"),
            ("regions", new JsonArray("99"), "regions[0]:unknown_region"), ("regions", new JsonArray("330600", "330600"), "regions:repeated"),
            ("organisation", "x", "organisation:invalid_credit_code"),
        ]),
        .. Faults("/v1/account/password", Password,
        [
            ("currentPassword", null, "currentPassword:required"), ("currentPassword", new string('p', 201), "currentPassword:too_long"), ("newPassword", "short", "newPassword:too_short"),
            ("newPassword", "qwertyuiop", "newPassword:common_password"), ("newPassword", $"the {IdentityUnderTest.OperatorLogin} of old", "newPassword:password_holds_login"),
        ]),
        .. Faults("/v1/clients", ClientForm,
        [
            ("name", null, "name:required"), ("name", new string('名', 101), "name:too_long"), ("scopes", null, "scopes:required"), ("scopes", new JsonArray(), "scopes:required"),
            ("scopes", new JsonArray("world:rule"), "scopes[0]:unknown_scope"), ("scopes", new JsonArray("demands:read", "demands:read"), "scopes:repeated"),
            ("scopes", new JsonArray("operations"), "scopes:scope_beyond_role"), ("role", "king", "role:unknown_role"), ("role", null, "role:role_not_of_kind"),
            ("organisation", "x", "organisation:invalid_credit_code"),
        ]),
        .. new[] { "approve", "suspend", "reinstate", "reject" }.SelectMany(verb => new[] { Code, "nonsense" }.Select(code =>
            new BadRequest("a code of nobody", "POST", $"/v1/organisations/{code}:{verb}", null, 404, "organisation_not_found"))),
        new("a code of nobody", "GET", $"/v1/organisations/{Code}", null, 404, "organisation_not_found"),
        new("an organisation of nobody", "POST", "/v1/accounts", BadRequest.Changed(Account, "organisation", Code), 404, "organisation_not_found"),
        new("an organisation of nobody", "POST", "/v1/clients", BadRequest.Changed(ClientForm, "organisation", Code), 404, "organisation_not_found"),
        new("an unknown kind", "GET", "/v1/organisations?kind=club", null, 400, "validation_failed", "kind:unknown_organisation_kind"),
        new("an unknown status", "GET", "/v1/organisations?status=open", null, 400, "validation_failed", "status:unknown_status"),
        new("an unknown region", "GET", "/v1/organisations?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("a code that is none", "GET", "/v1/accounts?organisation=x", null, 400, "validation_failed", "organisation:invalid_credit_code"),
        new("a code that is none", "GET", "/v1/clients?organisation=x", null, 400, "validation_failed", "organisation:invalid_credit_code"),
        new("an id that is none", "GET", "/v1/operations/sign-ins?account=x", null, 400, "invalid_request", "account:wrong_type"),
        new("a NUL", "GET", "/v1/operations/sign-ins?client=%00", null, 400, "invalid_request"),
        .. new[] { "/v1/organisations", "/v1/accounts", "/v1/clients", "/v1/operations/sign-ins" }.SelectMany(list => new BadRequest[]
        {
            new("a limit of 0", "GET", $"{list}?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
            new("an unknown order", "GET", $"{list}?sort=age", null, 400, "validation_failed", "sort:unknown_sort"),
            new("a forged cursor", "GET", $"{list}?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        }),
        new("an id that is none", "GET", "/v1/accounts/1", null, 404, "not_found"),
        new("an id of nobody", "GET", $"/v1/accounts/{Id}", null, 404, "account_not_found"),
        new("an id of nobody", "POST", $"/v1/accounts/{Id}:disable", null, 404, "account_not_found"),
        new("an id of nobody", "POST", $"/v1/accounts/{Id}:enable", null, 404, "account_not_found"),
        new("an id of nobody", "POST", $"/v1/accounts/{Id}:erase", null, 404, "account_not_found"),
        new("another method", "PUT", "/v1/account:erase", null, 405, "method_not_allowed"),
        new("another method", "PUT", "/v1/account/personal-data", null, 405, "method_not_allowed"),
        .. new[] { Client, "x", "client-%27--" }.SelectMany(id => new BadRequest[]
        {
            new("an id of nobody", "GET", $"/v1/clients/{id}", null, 404, "client_not_found"),
            new("an id of nobody", "POST", $"/v1/clients/{id}:rotate", null, 404, "client_not_found"),
            new("an id of nobody", "DELETE", $"/v1/clients/{id}", null, 404, "client_not_found"),
        }),
    ];

    public static TheoryData<int, string> Cases => BadRequest.Numbered(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_with_a_code_and_nothing_is_stored(int number, string name)
    {
        Assert.Equal(All[number].ToString(), name);
        await All[number].IsRefused(await Caller(), stored: Rows);
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried()
    {
        // They take no input at all.
        Assert.Equal(
            ["GET /v1/account/personal-data", "POST /v1/account:erase", "POST /v1/operations/republish-organisations", "POST /v1/operations/rotate-keys"],
            BadRequest.Untried(service.Services, All).Order(StringComparer.Ordinal));
        // A password is no code.
        Assert.Equal(["POST /v1/account/password: UnknownCode"], BadRequest.Owed(service.Services, All));
    }

    // One sign-in for a hundred cases: each costs a hash.
    private async Task<HttpClient> Caller() => service.With(token ??= (string)(await service.SignIn(IdentityUnderTest.OperatorLogin, IdentityUnderTest.OperatorPassword))["access_token"]!);

    private static string? token;

    private static IEnumerable<BadRequest> Faults(string path, JsonObject sound, (string Field, JsonNode? Value, string Fault)[] faults) => faults.Select(f =>
        new BadRequest($"{f.Field} is {Shown(f.Value)}", "POST", path, BadRequest.Changed(sound, f.Field, f.Value), 400, "validation_failed", f.Fault)
        {
            Kind = f.Fault.EndsWith("too_long", StringComparison.Ordinal) ? Wrong.TooLong : f.Fault.Contains(":unknown_", StringComparison.Ordinal) ? Wrong.UnknownCode : null,
        });

    private static string Shown(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 90)] : "missing";

    private static JsonObject First(string login = "bad.input", string password = "a long enough secret") => new() { ["login"] = login, ["name"] = "李工", ["password"] = password };

    private Task<string> Rows() => service.Database.Scalar<string>("""
        select concat_ws('/', (select count(*) from organisation), (select count(*) from account), (select count(*) from client), (select count(*) from outbox_message),
            (select count(*) from idempotency_key), (select sum(generation) from account))
        """);
}
