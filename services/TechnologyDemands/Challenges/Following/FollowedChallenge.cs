using Dapper;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Following;

/// <summary>A bid of the present round, with its result and what it needs to go on.</summary>
internal sealed record FollowedBid
{
    public Guid BidId { get; init; }

    public string BidderCode { get; init; } = "";

    public string State { get; init; } = "";

    public int Number { get; init; }

    public int Round { get; init; }

    public DateTime? Until { get; init; }

    public decimal PriceYuan { get; init; }

    public decimal? Score { get; init; }

    public int? Rank { get; init; }

    public long Signatures { get; init; }

    public decimal PaidYuan { get; init; }

    /// <summary>As steps are appended to it.</summary>
    public BidRow Row(Guid challengeId) => new() { BidId = BidId, ChallengeId = challengeId, Round = Round, BidderCode = BidderCode, State = State, Number = Number, Until = Until };
}

/// <summary>A challenge with the bids of its present round.</summary>
/// <param name="Row">The challenge.</param>
/// <param name="Bids">Those that were not withdrawn, in the order of their ranks.</param>
internal sealed record FollowedChallenge(ChallengeRow Row, IReadOnlyList<FollowedBid> Bids)
{
    private const string SelectBids = """
        select b.bid_id as BidId, b.bidder_code as BidderCode, b.state as State, b.number as Number, b.round as Round, b.until as Until, c.price_yuan as PriceYuan, r.score as Score, r.rank as Rank,
               (select count(*) from bid_signature s where s.bid_id = b.bid_id) as Signatures,
               (select coalesce(sum(amount_yuan), 0) from bid_payment p where p.bid_id = b.bid_id and kind <> 'clawback') as PaidYuan
        from bid b join bid_content c using (bid_id) left join bid_result r using (bid_id)
        where b.challenge_id = @ChallengeId and b.round = @Round and b.state not in ('new', 'withdrawn') order by r.rank, b.bid_id
        """;

    /// <summary>The bids in a state.</summary>
    public IReadOnlyList<FollowedBid> In(params string[] states) => [.. Bids.Where(bid => states.Contains(bid.State))];

    /// <summary>Reads it as it stands now.</summary>
    public static async Task<FollowedChallenge> Read(NpgsqlTransaction transaction, ChallengeRow row, CancellationToken cancellation) => new(
        row,
        (await transaction.Connection!.QueryAsync<FollowedBid>(new CommandDefinition(SelectBids, new { row.ChallengeId, row.Round }, transaction, cancellationToken: cancellation))).AsList());
}
