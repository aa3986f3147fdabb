using Dapper;
using Npgsql;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>The role of a service's database that serves requests, tried directly in SQL: the second lock must hold where the first was forgotten.</summary>
public sealed class RequestRole(TestDatabase database)
{
    private const string SetCaller = """
        select set_config('app.roles', @roles, false), set_config('app.organisation', @organisation, false), set_config('app.regions', @regions, false)
        """;

    // Whatever the role may read stands under row-level security, or would be everybody's.
    private const string SelectOpenTables = """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and not c.relrowsecurity
          and has_table_privilege(current_user, c.oid, 'select, update, delete, truncate')
        """;

    /// <summary>Row-level security binds the role, and it cannot free itself.</summary>
    public async Task IsBound()
    {
        await using var connection = await Open("", "", "");
        Assert.False(await connection.QuerySingleAsync<bool>("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"));
        Assert.Empty(await connection.QueryAsync<string>(SelectOpenTables));
        foreach (var escape in (string[])["set role matchmaking_worker", $"set role {database.Owner}", "set row_security = off; select count(*) from idempotency_key", "alter table idempotency_key disable row level security"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(escape));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    /// <summary>Rows of a query whose caller has <paramref name="roles"/> and acts for <paramref name="org"/>; none of either where nothing is said.</summary>
    public async Task<int> Count(string query, string roles = "", string org = "", string? other = null, string regions = "")
    {
        await using var connection = await Open(roles, org, regions);
        return await connection.QuerySingleAsync<int>($"select count(*)::int from ({query}) found", new { org, other });
    }

    /// <summary>Rows that a statement changes; it is rolled back.</summary>
    public async Task<int> Change(string statement, string roles = "", string org = "", string? other = null)
    {
        await using var connection = await Open(roles, org, "");
        await using var transaction = await connection.BeginTransactionAsync();
        return await connection.ExecuteAsync(statement, new { org, other }, transaction);
    }

    private async Task<NpgsqlConnection> Open(string roles, string organisation, string regions)
    {
        var connection = new NpgsqlConnection(database.As("api"));
        await connection.OpenAsync();
        await connection.ExecuteAsync(SetCaller, new { roles, organisation, regions });
        return connection;
    }
}
