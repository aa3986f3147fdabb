using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.TechnologyDemands.Challenges.Teams;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>A step that a bid has gone.</summary>
/// <param name="Number">From 1 for each bid.</param>
/// <param name="State">Where it stood then.</param>
/// <param name="ReasonCodes">Why; at least one where it did not succeed.</param>
/// <param name="Text">In words.</param>
/// <param name="At">UTC.</param>
public sealed record BidStepView(int Number, string State, IReadOnlyList<string> ReasonCodes, string? Text, DateTime At);

/// <summary>A bid for a challenge, and all that came of it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="Round">The round it was placed in.</param>
/// <param name="BidderCreditCode">Who bids.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Revision">Number of its last step; also the ETag.</param>
/// <param name="Until">Until when it waits to be signed, UTC; null otherwise.</param>
/// <param name="Content">What was bid; null for who posts, until all has been scored.</param>
/// <param name="Score">Mean of the panel, 0 to 100; null before.</param>
/// <param name="Rank">1 for the best; null before.</param>
/// <param name="Contract">Once it may be read: how the price is borne, and who has signed.</param>
/// <param name="Milestones">What was reported and found, oldest first.</param>
/// <param name="Acceptance">What was measured; null before.</param>
/// <param name="Payments">Oldest first.</param>
/// <param name="Steps">Oldest first.</param>
public sealed record BidView(
    Guid Id, Guid ChallengeId, int Round, string BidderCreditCode, string State, long Revision, DateTime? Until, BidForm? Content, decimal? Score, int? Rank, ContractView? Contract,
    IReadOnlyList<MilestoneStepView> Milestones, AcceptanceView? Acceptance, IReadOnlyList<PaymentView> Payments, IReadOnlyList<BidStepView> Steps)
{
    private const string SelectParts = """
        select organisation_name as OrganisationName, proposal as Proposal, price_yuan as PriceYuan, milestones::text as Milestones, team::text as Team, lead_talent_id as LeadTalentId, partners::text as Partners,
               contract_subsidy(price_yuan, @FundYuan, @SubsidyYuan) as SubsidyYuan
        from bid_content where bid_id = @BidId;
        select score as Score, rank as Rank from bid_result where bid_id = @BidId;
        select party as Party, contract_number as ContractNumber, amount_yuan as AmountYuan, at as At from bid_signature where bid_id = @BidId order by at, party;
        select number as Number, milestone as Milestone, act as Act, reason_codes as ReasonCodes, text as Text, at as At from milestone_step where bid_id = @BidId order by number;
        select met as Met, measurements::text as Measurements, at as At from bid_acceptance where bid_id = @BidId;
        select number as Number, kind as Kind, milestone as Milestone, source as Source, amount_yuan as AmountYuan, reference as Reference, paid_on as PaidOn, at as At
        from bid_payment where bid_id = @BidId order by number;
        select number as Number, state as State, reason_codes as ReasonCodes, text as Text, at as At from bid_step where bid_id = @BidId order by number
        """;

    /// <summary>Reads it for a caller who may see the bid.</summary>
    internal static async Task<BidView> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, ChallengeRow row, BidRow bid, Caller caller, CancellationToken cancellation)
    {
        await using var parts = await connection.QueryMultipleAsync(
            new CommandDefinition(SelectParts, new { bid.BidId, row.FundYuan, row.SubsidyYuan }, transaction, cancellationToken: cancellation));
        var content = await parts.ReadSingleOrDefaultAsync<ContentRow>();
        var result = await parts.ReadSingleOrDefaultAsync<ResultRow>();
        var signatures = (await parts.ReadAsync<SignatureView>()).AsList();
        var milestones = (await parts.ReadAsync<MilestoneRow>()).AsList();
        var acceptance = await parts.ReadSingleOrDefaultAsync<AcceptanceRow>();
        var payments = (await parts.ReadAsync<PaymentView>()).AsList();
        var steps = (await parts.ReadAsync<StepRow>()).AsList();
        return new BidView(
            bid.BidId, bid.ChallengeId, bid.Round, bid.BidderCode, bid.State, bid.Number, bid.Until,
            content is null ? null : new BidForm(
                content.OrganisationName, content.Proposal, content.PriceYuan, Json<IReadOnlyList<MilestoneForm>>(content.Milestones),
                caller.IsBureau || caller.Organisation == bid.BidderCode ? Json<TeamForm>(content.Team) : null, content.LeadTalentId, Json<IReadOnlyList<PartnerForm>>(content.Partners)),
            result?.Score, result?.Rank,
            content is null ? null : new ContractView(signatures.FirstOrDefault()?.ContractNumber, content.PriceYuan, content.PriceYuan - content.SubsidyYuan, content.SubsidyYuan, signatures),
            [.. milestones.Select(m => new MilestoneStepView(m.Number, m.Milestone, m.Act, m.ReasonCodes, m.Text, m.At))],
            acceptance is null ? null : new AcceptanceView(acceptance.Met, Json<IReadOnlyList<MeasurementView>>(acceptance.Measurements), acceptance.At),
            payments, [.. steps.Select(s => new BidStepView(s.Number, s.State, s.ReasonCodes, s.Text, s.At))]);
    }

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, DemandRow.Json)!;

    private sealed record ContentRow(string OrganisationName, string Proposal, decimal PriceYuan, string Milestones, string Team, Guid? LeadTalentId, string Partners, decimal SubsidyYuan);

    private sealed record ResultRow(decimal Score, int Rank);

    private sealed record AcceptanceRow(bool Met, string Measurements, DateTime At);

    // Dapper fills arrays through properties only.
    private sealed record MilestoneRow
    {
        public int Number { get; init; }

        public int Milestone { get; init; }

        public string Act { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public string Text { get; init; } = "";

        public DateTime At { get; init; }
    }

    private sealed record StepRow
    {
        public int Number { get; init; }

        public string State { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public string? Text { get; init; }

        public DateTime At { get; init; }
    }
}
