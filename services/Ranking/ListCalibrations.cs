using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Ranking.Calibration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>How points of a ranker become probabilities of acceptance, with the figures by which that may be said.</summary>
/// <param name="Ranker">A model's digest, or scorecard/ and the digest of its weights.</param>
/// <param name="Digest">Names the calibration; lists carry it.</param>
/// <param name="Calibration">Curve, and reliability on enterprises that curves like it had not seen.</param>
/// <param name="MadeAt">UTC.</param>
public sealed record CalibrationView(string Ranker, string Digest, AcceptanceCalibration Calibration, DateTime MadeAt);

/// <summary>GET /v1/calibrations: the newest hundred, newest first.</summary>
public static class ListCalibrations
{
    private const string SelectCalibrations = """
        select ranker as Ranker, digest as Digest, calibration as Calibration, made_at as MadeAt from calibration where digest is not null order by id desc limit 100
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListCalibrations(this IEndpointRouteBuilder routes) => routes.MapGet("/calibrations", Handle).WithName("ListCalibrations").WithTags("Models").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator);

    private static async Task<Ok<IReadOnlyList<CalibrationView>>> Handle(CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectCalibrations, cancellationToken: cancellation));
        return TypedResults.Ok<IReadOnlyList<CalibrationView>>(
            [.. rows.Select(row => new CalibrationView(row.Ranker, row.Digest, JsonSerializer.Deserialize<AcceptanceCalibration>(row.Calibration, JsonSerializerOptions.Web)!, row.MadeAt))]);
    }

    private sealed record Row(string Ranker, string Digest, string Calibration, DateTime MadeAt);
}
