using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Matchmaking.Access;

/// <summary>
/// The database as the caller of a request may see it: a connection of a role that row-level security binds, told who the caller is.
/// Without a caller, or with one that no policy knows, no row is seen.
/// </summary>
public sealed class CallerDatabase([FromKeyedServices(CallerDatabase.Reads)] NpgsqlDataSource reads, [FromKeyedServices(CallerDatabase.Changes)] NpgsqlDataSource changes, Caller caller)
{
    /// <summary>Under this key the data source of the bound role is registered whose connections keep the settings of their last caller until they are opened anew.</summary>
    public const string Reads = "caller.reads";

    /// <summary>Under this key the one whose connections know a caller within a transaction alone: a statement that goes before the settings sees no row and changes none.</summary>
    public const string Changes = "caller.changes";

    // Every setting anew whenever a connection is opened, here and nowhere else: nothing of the caller before is left, though the pool does not reset connections.
    private const string SetReader = """
        select set_config('app.roles', $1, false), set_config('app.organisation', $2, false), set_config('app.regions', $3, false), set_config('app.account', $4, false),
               set_config('plan_cache_mode', 'force_custom_plan', false)
        """;

    private const string SetAuthor = """
        select set_config('app.roles', $1, true), set_config('app.organisation', $2, true), set_config('app.regions', $3, true), set_config('app.account', $4, true)
        """;

    /// <summary>Opens a connection that sees what the caller may see. Each query is planned for its values: a filter that is null falls away.</summary>
    public Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellation) => OnLiving(
        reads,
        async connection =>
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Settings(SetReader) } };
            await batch.ExecuteNonQueryAsync(cancellation);
            return connection;
        },
        cancellation);

    /// <summary>
    /// Begins a change as the caller, in one way to the server with its <paramref name="first"/> statement, if there is one. Its statements find rows by their keys
    /// and need no plan of their own each time. The statement is made for each attempt: one that was sent before names a plan of the connection it went through.
    /// </summary>
    public Task<CallerChange> BeginAsync(Func<NpgsqlBatchCommand>? first, CancellationToken cancellation) => OnLiving(
        changes,
        async connection =>
        {
            var change = await Begin(connection, cancellation);
            await using var batch = new NpgsqlBatch(connection, change.Transaction) { BatchCommands = { change.Settings } };
            if (first is not null)
            {
                batch.BatchCommands.Add(first());
            }

            await batch.ExecuteNonQueryAsync(cancellation);
            return change;
        },
        cancellation);

    /// <summary>Begins a change and sends nothing: <see cref="CallerChange.Settings"/> must go before anything else, or the change sees no row.</summary>
    public Task<CallerChange> BeginSilentlyAsync(CancellationToken cancellation) => OnLiving(changes, connection => Begin(connection, cancellation), cancellation);

    // Nothing is sent: the first statement brings the begin with it.
    private async Task<CallerChange> Begin(NpgsqlConnection connection, CancellationToken cancellation) =>
        new(connection, await connection.BeginTransactionAsync(cancellation), Settings(SetAuthor));

    // After a restart of the server the pool still holds connections to the one before, which the first statement finds out. Nothing is committed by it, so it goes
    // once more to another; the pool has been emptied then.
    private static async Task<T> OnLiving<T>(NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> begin, CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var connection = await source.OpenConnectionAsync(cancellation);
            try
            {
                return await begin(connection);
            }
            catch (NpgsqlException) when (isFirst && connection.State != ConnectionState.Open)
            {
                await connection.DisposeAsync();
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }

    private NpgsqlBatchCommand Settings(string set) =>
        new(set) { Parameters = { Text(string.Join(',', caller.Roles)), Text(caller.Organisation), Text(string.Join(',', caller.Regions)), Text(caller.Subject) } };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}

/// <summary>A change that has begun; disposed of without a commit, it is rolled back.</summary>
public sealed class CallerChange(NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlBatchCommand settings) : IAsyncDisposable
{
    /// <summary>The transaction of the change.</summary>
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>Tells the transaction, and it alone, who the caller is; answers a row that nobody reads.</summary>
    public NpgsqlBatchCommand Settings => settings;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
