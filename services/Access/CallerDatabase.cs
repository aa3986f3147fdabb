using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Matchmaking.Access;

/// <summary>
/// The database as the caller of a request may see it: a connection of a role that row-level security binds, told who the caller is.
/// Without a caller, or with one that no policy knows, no row is seen.
/// </summary>
public sealed class CallerDatabase([FromKeyedServices(CallerDatabase.Key)] NpgsqlDataSource database, Caller caller)
{
    /// <summary>Under this key the data source of the bound role is registered.</summary>
    public const string Key = "caller";

    // Every setting anew whenever a connection is opened, here and nowhere else: nothing of the caller before is left, though the pool does not reset connections.
    private const string SetCaller = """
        select set_config('app.roles', $1, false), set_config('app.organisation', $2, false), set_config('app.regions', $3, false), set_config('plan_cache_mode', $4, false)
        """;

    /// <summary>Opens a connection that sees what the caller may see. Each query is planned for its values: a filter that is null falls away.</summary>
    public Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellation) => Open("force_custom_plan", cancellation);

    /// <summary>The same for a change, whose statements find rows by their keys and need no plan of their own each time.</summary>
    public Task<NpgsqlConnection> OpenForChangeAsync(CancellationToken cancellation) => Open("auto", cancellation);

    private async Task<NpgsqlConnection> Open(string plans, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(SetCaller, connection)
            {
                Parameters = { Text(string.Join(',', caller.Roles)), Text(caller.Organisation), Text(string.Join(',', caller.Regions)), Text(plans) },
            };
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
