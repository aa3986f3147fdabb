using Dapper;
using Matchmaking.Access;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>The end of a challenge before teams work: every bid that is alive ends with it and its bidder is told why, and the seats of its panel are free. In one transaction.</summary>
internal static class ChallengeEnd
{
    private const string SelectLive = $"select {ChallengeRow.Columns} from challenge where demand_id = @demandId and state not in ('ended', 'completed')";

    private const string SelectContracted = "select exists (select from bid where challenge_id = @ChallengeId and round = @Round and state = 'signed')";

    private const string CallOff = """
        select bid_id as BidId, bidder_code as BidderCode, round as Round, number as Number, reason_codes as ReasonCodes from challenge_call_off(@ChallengeId)
        """;

    /// <summary>The challenge of a need that has not come to its end; null when there is none.</summary>
    public static Task<ChallengeRow?> OfDemand(NpgsqlTransaction transaction, Guid demandId, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<ChallengeRow>(new CommandDefinition(SelectLive, new { demandId }, transaction, cancellationToken: cancellation));

    /// <summary>True where a team is under contract: such a challenge ends with its teams and not before.</summary>
    public static async Task<bool> IsContracted(NpgsqlTransaction transaction, ChallengeRow row, CancellationToken cancellation) => row.State == "in_progress"
        || (row.State == "signing" && await transaction.Connection!.QuerySingleAsync<bool>(
            new CommandDefinition(SelectContracted, new { row.ChallengeId, row.Round }, transaction, cancellationToken: cancellation)));

    /// <summary>Ends it as <paramref name="caller"/>, or as the platform where null; the bids always as the platform. Answers the challenge as it stands then.</summary>
    public static async Task<ChallengeRow> Append(NpgsqlTransaction transaction, ChallengeRow row, Caller? caller, StepSaid said, DateTimeOffset now, CancellationToken cancellation)
    {
        var ended = await ChallengeSteps.Append(transaction, row, "ended", caller, now, cancellation, said);
        var calledOff = await transaction.Connection!.QueryAsync<CalledOff>(new CommandDefinition(CallOff, new { row.ChallengeId }, transaction, cancellationToken: cancellation));
        foreach (var bid in calledOff.AsList())
        {
            var stands = new BidRow { BidId = bid.BidId, ChallengeId = row.ChallengeId, Round = bid.Round, BidderCode = bid.BidderCode, State = "called_off", Number = bid.Number };
            await BidSteps.Tell(transaction, ended, stands, null, bid.ReasonCodes, now, cancellation);
        }

        return ended;
    }

    // Dapper fills arrays through properties only.
    private sealed record CalledOff
    {
        public Guid BidId { get; init; }

        public string BidderCode { get; init; } = "";

        public int Round { get; init; }

        public int Number { get; init; }

        public string[] ReasonCodes { get; init; } = [];
    }
}
