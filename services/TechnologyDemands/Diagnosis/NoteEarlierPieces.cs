using Dapper;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Notes the pieces of needs that were published before pieces were noted, after the start and a batch at a time: until then they are not told as resembling.</summary>
public sealed class NoteEarlierPieces(NpgsqlDataSource database) : BackgroundService
{
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
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        var last = Guid.Empty;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rows = (await connection.QueryAsync<UnnotedRow>(new CommandDefinition(SelectUnnoted, new { last }, cancellationToken: stoppingToken))).AsList();
            if (rows.Count == 0)
            {
                return;
            }

            var noted = rows.SelectMany(row => DemandPieces.Of(row.Title, row.Description).Select(piece => (Piece: piece, row.DemandId))).ToArray();
            await connection.ExecuteAsync(new CommandDefinition(
                InsertPieces, new { pieces = noted.Select(n => n.Piece).ToArray(), ids = noted.Select(n => n.DemandId).ToArray() }, cancellationToken: stoppingToken));
            last = rows[^1].DemandId;
        }
    }

    private sealed record UnnotedRow(Guid DemandId, string Title, string? Description);
}
