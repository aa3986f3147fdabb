using Dapper;
using Matchmaking.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Bench.Audit;

/// <summary>A database of its own with the tables of the platform, dropped at the end.</summary>
internal sealed class ScratchTrail : IAsyncDisposable
{
    private const string Name = "audit_bench";

    // Requests as a service makes them: row-level security binds, and the caller is named once for the connection.
    private const string ActAsRequest = """
        set role matchmaking_api;
        select set_config('app.roles', 'enterprise', false), set_config('app.organisation', 'bench', false)
        """;

    private readonly string admin;

    private ScratchTrail(string admin)
    {
        this.admin = admin;
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = Name, MaxPoolSize = 40 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<ScratchTrail> Create(string admin)
    {
        await using (var connection = new NpgsqlConnection(admin))
        {
            await connection.ExecuteAsync($"drop database if exists {Name} with (force)");
            await connection.ExecuteAsync($"create database {Name}");
            foreach (var role in new[] { "matchmaking_worker", "matchmaking_api" })
            {
                if (!await connection.ExecuteScalarAsync<bool>("select exists (select from pg_roles where rolname = @role)", new { role }))
                {
                    await connection.ExecuteAsync($"create role {role} nologin");
                }
            }
        }

        var trail = new ScratchTrail(admin);
        var options = Options.Create(new DatabaseOptions { ConnectionString = trail.ConnectionString });
        await new SchemaMigrator(options, typeof(ScratchTrail).Assembly, NullLogger<SchemaMigrator>.Instance).StartAsync(CancellationToken.None);
        await trail.Run<object>("""
            create table change (change_id bigint generated always as identity primary key, title text not null, body text not null);
            create table chain_head (organisation text primary key, sequence bigint not null, hash bytea not null);
            insert into chain_head values ('bench', 0, decode(repeat('00', 32), 'hex'));
            grant insert on change to matchmaking_api;
            """);
        return trail;
    }

    /// <summary>A connection as a request has it.</summary>
    public async Task<NpgsqlConnection> Request()
    {
        var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(ActAsRequest);
        return connection;
    }

    /// <summary>Runs statements as the administrator.</summary>
    public async Task<T?> Run<T>(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, commandTimeout: 0));
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using var connection = new NpgsqlConnection(admin);
        await connection.ExecuteAsync($"drop database if exists {Name} with (force)");
    }
}
