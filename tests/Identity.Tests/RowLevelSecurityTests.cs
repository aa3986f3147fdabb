using Dapper;
using Npgsql;

namespace Matchmaking.Identity.Tests;

/// <summary>The second lock: what the role of requests can reach in SQL, whatever the code above asks.</summary>
public sealed class RowLevelSecurityTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    [Theory]
    [InlineData("select hash from account_password")]
    [InlineData("select * from account_password")]
    [InlineData("select hash from client_secret")]
    [InlineData("update account_password set hash = 'x'")]
    [InlineData("delete from account")]
    [InlineData("insert into organisation (credit_code, kind, name, region_code, created_at, updated_at) values ('x', 'bureau', 'x', '330000', now(), now())")]
    [InlineData("select * from signing_key")]
    [InlineData("select * from refresh_token")]
    [InlineData("select * from refresh_family")]
    [InlineData("insert into sign_in (at, result) values (now(), 'x')")]
    public async Task Requests_cannot_read_a_hash_or_a_key_whoever_calls(string sql)
    {
        await using var connection = await Connect("operator", IdentityUnderTest.BureauCode);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("organisation")]
    [InlineData("account")]
    [InlineData("client")]
    [InlineData("client_secret")]
    public async Task An_organisation_reaches_its_own_rows_alone(string table)
    {
        var (one, other) = (await service.Approved(), await service.Approved());
        await IdentityUnderTest.Client(await service.As(one), "demands:read");
        await IdentityUnderTest.Client(await service.As(other), "demands:read");
        var column = table == "client_secret" ? "(select credit_code from client c where c.client_id = t.client_id)" : "credit_code";

        await using var own = await Connect("enterprise", one.Code);
        Assert.Equal([one.Code], await own.QueryAsync<string>($"select distinct {column} from {table} t"));
        await using var nobody = await Connect("", "");
        Assert.Equal(0, await nobody.ExecuteScalarAsync<int>($"select count(*)::int from {table}"));
        await using var stranger = await Connect("anything", other.Code);
        Assert.Equal(table == "organisation" ? 1 : 0, await stranger.ExecuteScalarAsync<int>($"select count(*)::int from {table}"));
    }

    [Fact]
    public async Task An_organisation_neither_approves_itself_nor_moves_rows_to_another()
    {
        var (one, other) = (await service.Approved(), await service.Approved());
        await using var own = await Connect("enterprise", one.Code);

        Assert.Equal(0, await own.ExecuteAsync("update organisation set status = 'approved'"));
        Assert.Equal(0, await own.ExecuteAsync("delete from organisation"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => own.ExecuteAsync("update account set credit_code = @Code", other));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_reviewer_reaches_no_account_and_an_operator_those_of_the_regions()
    {
        var (near, far) = (await service.Approved(region: "330604"), await service.Approved(region: "320281"));

        await using var reviewer = await Connect("reviewer", IdentityUnderTest.BureauCode);
        Assert.Equal(0, await reviewer.ExecuteScalarAsync<int>("select count(*)::int from account"));
        await using var limited = await Connect("operator", IdentityUnderTest.BureauCode, "3306");
        var seen = (await limited.QueryAsync<string>("select login from account")).ToList();
        Assert.Contains(near.Login, seen);
        Assert.DoesNotContain(far.Login, seen);
        Assert.DoesNotContain(IdentityUnderTest.OperatorLogin, seen);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => limited.ExecuteAsync(
            "insert into account (account_id, credit_code, login, name, role, created_at) values (gen_random_uuid(), @Code, 'free', 'x', 'operator', now())",
            new { Code = IdentityUnderTest.BureauCode }));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<NpgsqlConnection> Connect(string roles, string organisation, string regions = "")
    {
        var connection = new NpgsqlConnection(service.Database.As("api"));
        await connection.OpenAsync();
        await connection.ExecuteAsync(
            "select set_config('app.roles', @roles, false), set_config('app.organisation', @organisation, false), set_config('app.regions', @regions, false)",
            new { roles, organisation, regions });
        return connection;
    }
}
