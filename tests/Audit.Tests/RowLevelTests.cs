using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Audit.Tests;

/// <summary>What the roles of the database may do, tried in SQL.</summary>
public sealed class RowLevelTests : WithTrail
{
    private const string InsertAct = "insert into audit_unchained (organisation, actor, actor_organisation, action, subject_kind, subject_id) values (@concerned, 'a', @acting, 'a.b', 'c', 'd')";

    [Fact]
    public async Task Requests_see_the_own_chain_alone_and_the_operator_all()
    {
        string[] organisations = [await Trail.Chain(2), await Trail.Chain(3)];

        Assert.Equal([organisations[0]], await Seen("enterprise", organisations[0]));
        Assert.Equal([organisations[1]], await Seen("institute", organisations[1]));
        Assert.Equal(organisations.Order(StringComparer.Ordinal), await Seen("operator", CreditCodes.Next()));
        Assert.Empty(await Seen("reviewer", organisations[0]));
        Assert.Empty(await Seen("", organisations[0]));
        Assert.Empty(await Seen("enterprise", ""));
    }

    [Fact]
    public async Task Requests_add_acts_of_their_own_organisation_about_anybody_and_nothing_else()
    {
        var acting = CreditCodes.Next();
        await using var connection = await Api("enterprise", acting);

        Assert.Equal(1, await connection.ExecuteAsync(InsertAct, new { concerned = CreditCodes.Next(), acting }));

        var forged = new { concerned = acting, acting = CreditCodes.Next() };
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(InsertAct, forged))).SqlState);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'x'")]
    [InlineData("update audit_entry set detail = null, detail_salt = null")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    [InlineData("insert into audit_entry select * from audit_entry")]
    [InlineData("select * from audit_unchained")]
    [InlineData("delete from audit_unchained")]
    [InlineData("update audit_unchained set actor = 'x'")]
    [InlineData("insert into audit_unchained (organisation, at, actor, actor_organisation, action, subject_kind, subject_id) values ('o', '2001-01-01', 'a', 'o', 'a.b', 'c', 'd')")]
    [InlineData("select audit_erase_details('demand', 'need-1', 'a', 'o')")]
    [InlineData("alter table audit_entry disable trigger user")]
    public async Task Requests_cannot(string sql)
    {
        await using var connection = await Api("operator", await Trail.Chain(1));

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'x'")]
    [InlineData("update audit_entry set detail = null, detail_salt = null")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    [InlineData("update audit_unchained set actor = 'x'")]
    public async Task Background_code_cannot(string sql)
    {
        await Trail.Chain(1);
        await using var connection = await Trail.Worker.OpenConnectionAsync();

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'x'")]
    [InlineData("update audit_entry set detail = '{}'")]
    [InlineData("update audit_entry set detail = null, detail_salt = null, revision = 2")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    public async Task Not_even_the_owner_or_an_administrator_who_replicates_can(string sql)
    {
        await Trail.Chain(1);
        await using var owner = await Trail.Database.Source.OpenConnectionAsync();
        Assert.Equal("23001", (await Assert.ThrowsAsync<PostgresException>(() => owner.ExecuteAsync(sql))).SqlState);

        await using var administrator = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("MATCHMAKING_TEST_POSTGRES")) { Database = Trail.Database.Password, Pooling = false }.ConnectionString);
        await administrator.OpenAsync();
        await administrator.ExecuteAsync("set session_replication_role = replica");
        Assert.Equal("23001", (await Assert.ThrowsAsync<PostgresException>(() => administrator.ExecuteAsync(sql))).SqlState);
        Assert.Empty((await Trail.Verify()).Faults);
    }

    private async Task<IEnumerable<string>> Seen(string roles, string organisation)
    {
        await using var connection = await Api(roles, organisation);
        return await connection.QueryAsync<string>("select distinct organisation from audit_entry order by organisation");
    }

    private async Task<NpgsqlConnection> Api(string roles, string organisation)
    {
        var connection = new NpgsqlConnection(Trail.Database.As("api") + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync("select set_config('app.roles', @roles, false), set_config('app.organisation', @organisation, false)", new { roles, organisation });
        return connection;
    }
}
