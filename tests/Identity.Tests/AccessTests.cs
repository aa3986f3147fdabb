using Dapper;
using Matchmaking.Access;
using Matchmaking.Harness;
using Matchmaking.Identity.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Identity.Tests;

/// <summary>Who reaches what through which endpoint. What is asked for belongs to an enterprise; an institute is another organisation.</summary>
public sealed class AccessTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    private const string Registration = """
        { "kind": "enterprise", "name": "{marker}", "creditCode": "{newcomer}", "regionCode": "330604", "industry": "C17",
          "account": { "login": "{login}", "name": "李工", "password": "a long enough secret" } }
        """;

    private const string Account = """{ "organisation": "{enterprise}", "login": "{login}", "name": "李工", "password": "a long enough secret" }""";
    private const string Client = """{ "organisation": "{enterprise}", "name": "ERP", "scopes": ["demands:read"] }""";
    private const string Password = """{ "currentPassword": "a long enough secret", "newPassword": "another long secret" }""";

    private const string InsertWorld = """
        insert into organisation (credit_code, kind, name, region_code, industry, status, created_at, updated_at)
        select code, 'enterprise', @Marker, '330604', 'C17', status, now(), now()
        from unnest(array[@Enterprise, @Pending, @Suspended], array['approved', 'pending', 'suspended']) as made (code, status);
        insert into account (account_id, credit_code, login, name, role, created_at) values (@Account, @Enterprise, @Marker, @Marker, 'enterprise', now());
        insert into client (client_id, credit_code, name, role, scopes, created_by, created_at) values (@Client, @Enterprise, @Marker, 'enterprise', array['demands:read'], 'test', now());
        """;

    private static readonly AccessRow[] Rows =
    [
        new("RegisterOrganisation", "POST", "/v1/organisations", Reach.All, Reach.All, Reach.All, Reach.All, Registration) { IsOpen = true },
        new("ApproveOrganisation", "POST", "/v1/organisations/{pending}:approve", Reach.None, Reach.None, Reach.None, Reach.All),
        new("RejectOrganisation", "POST", "/v1/organisations/{pending}:reject", Reach.None, Reach.None, Reach.None, Reach.All),
        new("SuspendOrganisation", "POST", "/v1/organisations/{enterprise}:suspend", Reach.None, Reach.None, Reach.None, Reach.All),
        new("ReinstateOrganisation", "POST", "/v1/organisations/{suspended}:reinstate", Reach.None, Reach.None, Reach.None, Reach.All),
        new("GetOrganisation", "GET", "/v1/organisations/{enterprise}", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("ListOrganisations", "GET", "/v1/organisations", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("CreateAccount", "POST", "/v1/accounts", Reach.Own, Reach.Hidden, Reach.None, Reach.All, Account),
        new("ListAccounts", "GET", "/v1/accounts", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("GetAccount", "GET", "/v1/accounts/{account}", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("DisableAccount", "POST", "/v1/accounts/{account}:disable", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("EnableAccount", "POST", "/v1/accounts/{account}:enable", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        // The tokens are of no account that stands: who gets through is told that only people have a password.
        new("ChangePassword", "POST", "/v1/account/password", Reach.All, Reach.All, Reach.All, Reach.All, Password) { Through = [403] },
        new("EraseAccount", "POST", "/v1/accounts/{account}:erase", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("EraseOwnAccount", "POST", "/v1/account:erase", Reach.All, Reach.All, Reach.All, Reach.All) { Through = [403] },
        new("GetAccountPersonalData", "GET", "/v1/account/personal-data", Reach.All, Reach.All, Reach.All, Reach.All) { Through = [403] },
        new("CreateClient", "POST", "/v1/clients", Reach.Own, Reach.Hidden, Reach.None, Reach.All, Client),
        new("ListClients", "GET", "/v1/clients", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("GetClient", "GET", "/v1/clients/{client}", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("RotateClientSecret", "POST", "/v1/clients/{client}:rotate", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("RevokeClient", "DELETE", "/v1/clients/{client}", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("ListSignIns", "GET", "/v1/operations/sign-ins", Reach.None, Reach.None, Reach.None, Reach.All),
        new("RotateKeys", "POST", "/v1/operations/rotate-keys", Reach.None, Reach.None, Reach.None, Reach.All),
        new("RepublishOrganisations", "POST", "/v1/operations/republish-organisations", Reach.None, Reach.None, Reach.None, Reach.All),
        // Whoever asks is asked for a secret: a token in its place is no client, and says so in the words of RFC 6749.
        new("IssueToken", "POST", "/connect/token", Reach.All, Reach.All, Reach.All, Reach.All, "grant_type=password&username={login}&password=x")
            { IsOpen = true, ContentType = "application/x-www-form-urlencoded", Through = [400, 401] },
        new("RevokeToken", "POST", "/connect/revocation", Reach.All, Reach.All, Reach.All, Reach.All, "token=x") { IsOpen = true, ContentType = "application/x-www-form-urlencoded", Through = [401] },
        new("GetDiscoveryDocument", "GET", "/.well-known/openid-configuration", Reach.All, Reach.All, Reach.All, Reach.All) { IsOpen = true },
        new("GetServerMetadata", "GET", "/.well-known/oauth-authorization-server", Reach.All, Reach.All, Reach.All, Reach.All) { IsOpen = true },
        new("GetKeys", "GET", "/.well-known/jwks.json", Reach.All, Reach.All, Reach.All, Reach.All) { IsOpen = true },
        .. AuditRows.Of("identity"),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var tokens = service.Services.GetRequiredService<AccessTokens>();
        var cells = await new AccessMatrix<Program>(service, Rows, World, (role, organisation, scopes, regions) => tokens.For(
            new TokenSubject($"{Guid.NewGuid()}", organisation, role, regions ?? [], false), scopes ?? [.. Scopes.Of(role)], null).AccessToken).Run();

        Assert.InRange(cells, Rows.Length * 8, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names()
    {
        using var chief = service.With(service.Services.GetRequiredService<AccessTokens>().For(
            new TokenSubject($"{Guid.NewGuid()}", IdentityUnderTest.BureauCode, Roles.Operator, [], false), [.. Scopes.Of(Roles.Operator)], null).AccessToken);
        Assert.InRange(await new SortedLists<Program>(service, Rows, World, chief).Run(), 2, int.MaxValue);
    }

    private async Task<Dictionary<string, string>> World()
    {
        var made = new
        {
            Marker = $"m-{Guid.NewGuid():N}",
            Enterprise = CreditCodes.Next(),
            Pending = CreditCodes.Next(),
            Suspended = CreditCodes.Next(),
            Account = Guid.CreateVersion7(),
            Client = $"client-{Guid.CreateVersion7():N}",
        };
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(InsertWorld, made);
        return new()
        {
            ["{enterprise}"] = made.Enterprise,
            ["{institute}"] = CreditCodes.Next(),
            ["{newcomer}"] = CreditCodes.Next(),
            ["{pending}"] = made.Pending,
            ["{suspended}"] = made.Suspended,
            ["{account}"] = $"{made.Account}",
            ["{client}"] = made.Client,
            ["{login}"] = $"l-{Guid.NewGuid():N}",
            ["{marker}"] = made.Marker,
        };
    }
}
