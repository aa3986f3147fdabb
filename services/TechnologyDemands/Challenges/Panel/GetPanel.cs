using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>A seat of a panel, as the bureau sees it.</summary>
/// <param name="Round">Of the challenge.</param>
/// <param name="Attempt">Number of the draw.</param>
/// <param name="Seat">Number of the seat.</param>
/// <param name="Account">Who sits there.</param>
/// <param name="Organisation">Credit code.</param>
/// <param name="FromIndustry">Counts for the quota.</param>
/// <param name="ScoreUntil">Until when the scores are due, UTC.</param>
/// <param name="LeftBecause">Why the seat was left; null where it was not.</param>
public sealed record PanelSeatView(int Round, int Attempt, int Seat, string Account, string Organisation, bool FromIndustry, DateTime ScoreUntil, string? LeftBecause);

/// <summary>A draw with all that it follows from.</summary>
/// <param name="Round">Of the challenge.</param>
/// <param name="Attempt">Number of the draw in the round; null before the first.</param>
/// <param name="NonceSha256">SHA-256 of the secret, public since the challenge was published.</param>
/// <param name="Nonce">The secret; null before the draw.</param>
/// <param name="BidsSha256">SHA-256 over a line <c>id:digest</c> for each bid as it was sealed, in the order of their ids.</param>
/// <param name="Seed">SHA-256 of <c>nonce:bidsSha256:attempt</c>. The order of the pool is that of SHA-256 of <c>seed:account</c>.</param>
/// <param name="PoolSha256">SHA-256 of the pool.</param>
/// <param name="Seats">Seats to fill.</param>
/// <param name="FromIndustry">How many of them at least are of industry.</param>
/// <param name="DrawnAt">UTC.</param>
/// <param name="Pool">Who might have been drawn: account, organisation, and industry or other, a line for each; null for callers outside the bureau.</param>
/// <param name="Order">The accounts in the order of the seed; null likewise.</param>
public sealed record PanelDrawView(
    int Round, int? Attempt, string NonceSha256, string? Nonce, string? BidsSha256, string? Seed, string? PoolSha256, int? Seats, int? FromIndustry, DateTime? DrawnAt, string? Pool, IReadOnlyList<string>? Order);

/// <summary>The draws of a challenge, and who sits.</summary>
/// <param name="Draws">Oldest first.</param>
/// <param name="Seats">Every seat that was given; empty for callers outside the bureau but for their own.</param>
public sealed record PanelView(IReadOnlyList<PanelDrawView> Draws, IReadOnlyList<PanelSeatView> Seats);

/// <summary>GET /v1/challenges/{id}/panel: how the panel was drawn, to everybody who sees the challenge; who was drawn, to the bureau.</summary>
public static class GetPanel
{
    private const string SelectPanel = """
        select p.round as Round, p.attempt as Attempt, nonce_sha256 as NonceSha256, p.nonce as Nonce, p.bids_sha256 as BidsSha256, p.seed as Seed, p.pool_sha256 as PoolSha256, p.seats as Seats,
               p.from_industry as FromIndustry, drawn_at as DrawnAt, d.pool_text as PoolText, d.drawn_order as DrawnOrder
        from panel_proof(@id) p left join panel_draw d on d.challenge_id = @id and d.round = p.round and d.attempt = p.attempt order by p.round, p.attempt;
        select s.round as Round, attempt as Attempt, s.seat as Seat, account as Account, organisation as Organisation, from_industry as FromIndustry, score_until as ScoreUntil, reason_codes[1] as LeftBecause
        from panel_seat s left join panel_leave l on (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat) where s.challenge_id = @id order by s.round, s.seat
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPanel(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}/panel", Handle).WithName("GetPanel").WithTags("Panel").AllowAllRoles(Scopes.DemandsRead).WithReadProblems(404);

    private static async Task<Results<Ok<PanelView>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await ChallengeRow.Find(connection, null, id, cancellation) is null)
        {
            return Problems.ChallengeNotFound(id);
        }

        await using var parts = await connection.QueryMultipleAsync(new CommandDefinition(SelectPanel, new { id }, cancellationToken: cancellation));
        var draws = (await parts.ReadAsync<DrawRow>()).AsList();
        return TypedResults.Ok(new PanelView(
            [.. draws.Select(d => new PanelDrawView(d.Round, d.Attempt, d.NonceSha256, d.Nonce, d.BidsSha256, d.Seed, d.PoolSha256, d.Seats, d.FromIndustry, d.DrawnAt, d.PoolText, d.DrawnOrder))],
            (await parts.ReadAsync<PanelSeatView>()).AsList()));
    }

    // Dapper fills arrays through properties only.
    private sealed record DrawRow
    {
        public int Round { get; init; }

        public int? Attempt { get; init; }

        public string NonceSha256 { get; init; } = "";

        public string? Nonce { get; init; }

        public string? BidsSha256 { get; init; }

        public string? Seed { get; init; }

        public string? PoolSha256 { get; init; }

        public int? Seats { get; init; }

        public int? FromIndustry { get; init; }

        public DateTime? DrawnAt { get; init; }

        public string? PoolText { get; init; }

        public string[]? DrawnOrder { get; init; }
    }
}
