using Dapper;
using Npgsql;

namespace Matchmaking.Harness;

/// <summary>A fresh database with a role of its own, as a service has it; dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    // Test programs run side by side on one server: whoever is first makes them.
    private const string CreateGroups = """
        do $$ begin create role matchmaking_worker nologin; exception when duplicate_object or unique_violation then null; end $$;
        do $$ begin create role matchmaking_api nologin; exception when duplicate_object or unique_violation then null; end $$;
        """;

    private readonly string admin;
    private readonly string name;

    private TestDatabase(string admin, string name)
    {
        (this.admin, this.name) = (admin, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name, Username = name, Password = name, MaxPoolSize = 30 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>The role that owns the database.</summary>
    public string Owner => name;

    /// <summary>Password of all roles of the database.</summary>
    public string Password => name;

    /// <summary>Connection string of the role that serves requests (api) or of the one that consumes (worker).</summary>
    public string As(string part) => new NpgsqlConnectionStringBuilder(ConnectionString) { Username = $"{name}_{part}", Password = name }.ConnectionString;

    /// <summary>Creates it on the server that tests/run started.</summary>
    public static async Task<TestDatabase> Create()
    {
        var admin = Environment.GetEnvironmentVariable("MATCHMAKING_TEST_POSTGRES")
            ?? throw new InvalidOperationException("MATCHMAKING_TEST_POSTGRES is not set: run the tests with tests/run.");
        var name = $"test_{Guid.NewGuid():N}"[..20];
        await using var connection = new NpgsqlConnection(admin);
        await connection.ExecuteAsync(CreateGroups);
        await connection.ExecuteAsync($"create role {name} login password '{name}'");
        await connection.ExecuteAsync($"create role {name}_worker login password '{name}' in role matchmaking_worker");
        await connection.ExecuteAsync($"create role {name}_api login password '{name}' in role matchmaking_api");
        await connection.ExecuteAsync($"create database {name} owner {name}");
        return new TestDatabase(admin, name);
    }

    /// <summary>One value.</summary>
    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>Rows of one column.</summary>
    public async Task<IReadOnlyList<T>> Column<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using var connection = new NpgsqlConnection(admin);
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
        await connection.ExecuteAsync($"drop role if exists {name}, {name}_worker, {name}_api");
    }
}
