using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>A bid as it is stored, without what it says.</summary>
internal sealed record BidRow
{
    /// <summary>The columns of <see cref="BidRow"/>.</summary>
    public const string Columns = "bid_id as BidId, challenge_id as ChallengeId, round as Round, bidder_code as BidderCode, state as State, number as Number, until as Until";

    private const string SelectBid = $"select {Columns} from bid where bid_id = @bidId";

    public Guid BidId { get; init; }

    public Guid ChallengeId { get; init; }

    public int Round { get; init; }

    public string BidderCode { get; init; } = "";

    public string State { get; init; } = "";

    public int Number { get; init; }

    public DateTime? Until { get; init; }

    /// <summary>A bid that the connection may see; null when there is none.</summary>
    public static Task<BidRow?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid bidId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<BidRow>(new CommandDefinition(SelectBid, new { bidId }, transaction, cancellationToken: cancellation));
}

/// <summary>Appends steps of bids, as <see cref="ChallengeSteps"/> does of challenges.</summary>
internal static class BidSteps
{
    private const string InsertStep = """
        insert into bid_step (bid_id, number, from_state, state, reason_codes, text, until, organisation, account, at)
        values (@BidId, @Number, @Former, @State, @Reasons, @Text, @Until, @Organisation, @Account, @Now)
        """;

    /// <summary>Appends a step of <paramref name="caller"/>, or of the platform where null; answers the bid as it stands now.</summary>
    public static async Task<BidRow> Append(
        NpgsqlTransaction transaction, ChallengeRow challenge, BidRow bid, string state, Caller? caller, DateTimeOffset now, CancellationToken cancellation, StepSaid? said = null)
    {
        var next = bid with { State = state, Number = bid.Number + 1, Until = said?.Until?.UtcDateTime };
        string[] reasons = [.. said?.Reasons ?? []];
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertStep,
            new
            {
                bid.BidId,
                next.Number,
                Former = bid.State,
                State = state,
                Reasons = reasons,
                said?.Text,
                Until = said?.Until,
                Organisation = caller?.Organisation ?? AuditEntry.Platform,
                Account = caller?.Subject,
                Now = now,
            },
            transaction,
            cancellationToken: cancellation));
        await Tell(transaction, challenge, next, caller, reasons, now, cancellation);
        return next;
    }

    /// <summary>Tells followers and the audit trail of the step that brought a bid to where it stands.</summary>
    public static async Task Tell(
        NpgsqlTransaction transaction, ChallengeRow challenge, BidRow bid, Caller? caller, string[] reasons, DateTimeOffset now, CancellationToken cancellation)
    {
        // Whoever posts hears of a bid once it is open to it: that somebody bids is part of the seal.
        if (bid.State is not ("sealed" or "withdrawn"))
        {
            await Outbox.Add(transaction, new BidAdvanced(bid.BidId, bid.ChallengeId, challenge.EnterpriseCode, bid.BidderCode, bid.Number, bid.State, reasons, now), cancellation);
        }

        await Record(transaction, bid, caller, $"bid.{bid.State}", bid.Number, new() { ["reasons"] = string.Join(',', reasons) }, cancellation);
    }

    /// <summary>Writes down an act on a bid for its bidder, and for whoever acts.</summary>
    public static Task Record(NpgsqlTransaction transaction, BidRow bid, Caller? caller, string action, long? revision, JsonObject? detail, CancellationToken cancellation) => AuditTrail.Record(
        transaction,
        caller is null
            ? AuditEntry.ByService("technology-demands", [bid.BidderCode], action, "bid", $"{bid.BidId}", revision, detail)
            : AuditEntry.By(caller, action, "bid", $"{bid.BidId}", revision, detail) with { Organisations = [bid.BidderCode, caller.Organisation] },
        cancellation);
}
