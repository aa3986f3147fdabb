using System.Text.Json;
using Dapper;
using Matchmaking.Ranking.Calibration;
using Npgsql;

namespace Matchmaking.Ranking.Models;

/// <summary>Calibrations as they stand in the table, each for one ranker.</summary>
internal static class Calibrations
{
    private const string Insert = """
        insert into calibration (ranker, digest, calibration, decisions, made_at) values (@ranker, @Digest, @text, @Decisions, @now)
        on conflict on constraint calibration_once do nothing
        """;

    private const string SelectText = "select calibration from calibration where digest = @digest limit 1";

    /// <returns>False when it is known already.</returns>
    internal static async Task<bool> Add(NpgsqlTransaction transaction, string ranker, AcceptanceCalibration calibration, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = new { ranker, calibration.Digest, text = JsonSerializer.Serialize(calibration, JsonSerializerOptions.Web), calibration.Reliability.Decisions, now };
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation)) == 1;
    }

    /// <returns>Null when there is none of this digest.</returns>
    internal static async Task<AcceptanceCalibration?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, string digest, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectText, new { digest }, transaction, cancellationToken: cancellation)) is { } text
            ? JsonSerializer.Deserialize<AcceptanceCalibration>(text, JsonSerializerOptions.Web)
            : null;
}
