using Dapper;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Notes the pieces of needs that were published before pieces were noted, after the start and a batch at a time: until then they are not told as resembling.</summary>
public sealed partial class NoteEarlierPieces(NpgsqlDataSource database, ILogger<NoteEarlierPieces> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private const string SelectUnnoted = """
        select demand_id as DemandId, title as Title, form ->> 'description' as Description from demand
        where demand_id > @last and published_at is not null and visibility <> 'confidential'
            and not exists (select from demand_piece p where p.demand_id = demand.demand_id)
        order by demand_id limit 200
        """;

    private const string InsertPieces = """
        insert into demand_piece (piece, demand_id) select piece, demand_id from unnest(@pieces, @ids) noted (piece, demand_id)
        on conflict on constraint demand_piece_once do nothing
        """;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = Guid.Empty;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await NoteBatch(last, stoppingToken) is not { } next)
                {
                    return;
                }

                last = next;
            }
            catch (NpgsqlException error)
            {
                LogFailed(log, error);
                await Task.Delay(Again, stoppingToken);
            }
        }
    }

    // The last need of the batch; null when there was none left.
    private async Task<Guid?> NoteBatch(Guid last, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<UnnotedRow>(new CommandDefinition(SelectUnnoted, new { last }, cancellationToken: cancellation))).AsList();
        var noted = rows.SelectMany(row => DemandPieces.Of(row.Title, row.Description).Select(piece => (Piece: piece, row.DemandId))).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            InsertPieces, new { pieces = noted.Select(n => n.Piece).ToArray(), ids = noted.Select(n => n.DemandId).ToArray() }, cancellationToken: cancellation));
        return rows.Count == 0 ? null : rows[^1].DemandId;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Needs from before could not be noted; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed record UnnotedRow(Guid DemandId, string Title, string? Description);
}
