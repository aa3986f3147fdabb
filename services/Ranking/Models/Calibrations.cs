using System.Text.Json;
using Dapper;
using Matchmaking.Ranking.Calibration;
using Npgsql;

namespace Matchmaking.Ranking.Models;

/// <summary>Calibrations as they stand in the table, each for one ranker: the newest holds, also where it says that none does any more.</summary>
internal static class Calibrations
{
    /// <summary>Names the scorecard alone: other weights are another ranker.</summary>
    internal static readonly string Scorecard = $"scorecard/{Features.Scorecard.Default.Digest}";

    private const string SelectNewest = "select digest as Digest from calibration where ranker = @ranker order by id desc limit 1";

    private const string Insert = "insert into calibration (ranker, digest, calibration, made_at) values (@ranker, @Digest, @text, @now)";

    private const string SelectText = "select calibration from calibration where digest = @digest limit 1";

    /// <summary>What holds from now on for a ranker.</summary>
    /// <param name="transaction">The caller's, who is the only one to write calibrations.</param>
    /// <param name="ranker">A model's digest, or <see cref="Scorecard"/>.</param>
    /// <param name="calibration">Null takes back what was said before.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False when the same held before.</returns>
    internal static async Task<bool> Set(NpgsqlTransaction transaction, string ranker, AcceptanceCalibration? calibration, DateTimeOffset now, CancellationToken cancellation)
    {
        var newest = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectNewest, new { ranker }, transaction, cancellationToken: cancellation));
        if (newest == calibration?.Digest)
        {
            return false;
        }

        var row = new { ranker, calibration?.Digest, text = calibration is null ? null : JsonSerializer.Serialize(calibration, JsonSerializerOptions.Web), now };
        _ = await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation));
        return true;
    }

    /// <returns>Null when there is none of this digest.</returns>
    internal static async Task<AcceptanceCalibration?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, string digest, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectText, new { digest }, transaction, cancellationToken: cancellation)) is { } text
            ? JsonSerializer.Deserialize<AcceptanceCalibration>(text, JsonSerializerOptions.Web)
            : null;
}
