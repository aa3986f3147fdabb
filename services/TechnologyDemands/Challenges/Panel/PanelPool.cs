using Dapper;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>Who may be drawn for a round, and who sits.</summary>
internal static class PanelPool
{
    /// <summary>Organisations with which nobody on the panel may have to do (回避), of the round @Round of the challenge @ChallengeId.</summary>
    private const string Conflicts = """
        select enterprise_code from challenge where challenge_id = @ChallengeId
        union select bidder_code from bid where challenge_id = @ChallengeId and round = @Round and state <> 'withdrawn'
        union select partner ->> 'creditCode' from bid join bid_content using (bid_id), jsonb_array_elements(partners) partner
              where challenge_id = @ChallengeId and round = @Round and state <> 'withdrawn'
        """;

    // Who left a seat of this round comes back to none of it.
    private const string SelectPool = $"""
        with conflict (organisation) as materialized ({Conflicts})
        select account as Account, organisation as Organisation, from_industry as FromIndustry
        from panellist p
        where active and organisation not in (select organisation from conflict)
          and not exists (select from panellist_conflict c where c.account = p.account and c.organisation in (select organisation from conflict))
          and not exists (select from panel_seat s join panel_leave using (challenge_id, round, seat) where s.challenge_id = @ChallengeId and s.round = @Round and s.account = p.account)
          and panel_reviews(account, @Since) < @Most
        """;

    private const string InsertSeat = """
        insert into panel_seat (challenge_id, round, seat, attempt, account, organisation, from_industry, score_until, at)
        values (@ChallengeId, @Round, @Seat, @attempt, @Account, @Organisation, @FromIndustry, @Until, @now)
        """;

    /// <summary>Everybody who may sit, in canonical order.</summary>
    public static async Task<IReadOnlyList<PoolMember>> Of(NpgsqlTransaction transaction, ChallengeRow row, ChallengeOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = new DateTimeOffset(now.UtcDateTime.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var found = await transaction.Connection!.QueryAsync<PoolMember>(
            new CommandDefinition(SelectPool, new { row.ChallengeId, row.Round, Since = since, Most = options.ReviewsPerYear }, transaction, cancellationToken: cancellation));
        return [.. found.OrderBy(member => member.Account, StringComparer.Ordinal)];
    }

    /// <summary>Gives a seat, and invites.</summary>
    public static async Task Seat(
        NpgsqlTransaction transaction, ChallengeRow row, int attempt, int seat, PoolMember member, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertSeat,
            new { row.ChallengeId, row.Round, Seat = seat, attempt, member.Account, member.Organisation, member.FromIndustry, Until = until, now },
            transaction,
            cancellationToken: cancellation));
        await Outbox.Add(transaction, new PanelMemberInvited(row.ChallengeId, row.Round, seat, member.Organisation, member.Account, until, now), cancellation);
    }
}
