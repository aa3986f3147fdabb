using Dapper;
using Matchmaking.Access;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>The seat of a caller on the panel that is at work.</summary>
internal sealed record OwnSeat
{
    private const string SelectSeat = """
        select s.seat as Seat, s.score_until as ScoreUntil, (select count(*) from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat)) as Scores
        from panel_seat s
        where s.challenge_id = @ChallengeId and s.round = @Round and s.account = @Subject and s.organisation = @Organisation and s.attempt = panel_last_attempt(@ChallengeId, @Round)
          and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
        """;

    public int Seat { get; init; }

    public DateTime ScoreUntil { get; init; }

    public long Scores { get; init; }

    /// <summary>The seat; null where the caller has none.</summary>
    public static Task<OwnSeat?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, ChallengeRow row, Caller caller, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<OwnSeat>(
            new CommandDefinition(SelectSeat, new { row.ChallengeId, row.Round, caller.Subject, caller.Organisation }, transaction, cancellationToken: cancellation));
}
