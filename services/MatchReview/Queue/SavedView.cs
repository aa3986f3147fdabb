using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>A saved view of the queue.</summary>
/// <param name="Name">Small letters, digits and -, 1 to 40 of them.</param>
/// <param name="Query">What it shows.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record QueueView(string Name, QueueFilter Query, DateTime UpdatedAt);

/// <summary>A view as it is stored: each account has its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">JSON of a <see cref="QueueFilter"/>.</param>
/// <param name="UpdatedAt">UTC.</param>
internal sealed record SavedView(string Name, string Query, DateTime UpdatedAt)
{
    private const string SelectViews = """
        select name as Name, query::text as Query, updated_at as UpdatedAt from queue_view
        where organisation = @Organisation and owner = @Subject and (@name::text is null or name = @name) order by name
        """;

    /// <summary>As callers see it.</summary>
    public QueueView View() => new(Name, JsonSerializer.Deserialize<QueueFilter>(Query, MatchRow.Json)!, UpdatedAt);

    /// <summary>All views of the caller, or the one of a name.</summary>
    public static async Task<IReadOnlyList<SavedView>> Of(NpgsqlConnection connection, Caller caller, string? name, CancellationToken cancellation) =>
        (await connection.QueryAsync<SavedView>(new CommandDefinition(SelectViews, new { caller.Organisation, caller.Subject, name }, cancellationToken: cancellation))).AsList();

    /// <summary>What a view shows; null when the caller has none of that name.</summary>
    public static async Task<QueueFilter?> Find(NpgsqlConnection connection, Caller caller, string name, CancellationToken cancellation) =>
        (await Of(connection, caller, name, cancellation)).SingleOrDefault()?.View().Query;
}
