using Dapper;
using Matchmaking.Access;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>A step that a challenge has gone.</summary>
/// <param name="Number">From 1 for each challenge.</param>
/// <param name="Round">Counts how often it was opened for bids, from 1.</param>
/// <param name="State">Where it stood then.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Text">Why, in words; null for callers who neither post nor manage it.</param>
/// <param name="Until">Until when the state lasts or lasted, UTC; null where it has no end.</param>
/// <param name="Account">Who acted; null for callers outside the bureau, and for what came of itself.</param>
/// <param name="At">UTC.</param>
public sealed record ChallengeStepView(int Number, int Round, string State, IReadOnlyList<string> ReasonCodes, string? Text, DateTime? Until, string? Account, DateTime At);

/// <summary>An award as it is made public (公示).</summary>
/// <param name="BidId">The bid; an objection names it.</param>
/// <param name="BidderCreditCode">Who bids.</param>
/// <param name="Rank">1 for the best.</param>
/// <param name="Score">Mean of the panel, 0 to 100.</param>
/// <param name="State">Of the bid.</param>
public sealed record AwardView(Guid BidId, string BidderCreditCode, int Rank, decimal Score, string State);

/// <summary>A challenge (揭榜挂帅).</summary>
/// <param name="Id">Identity.</param>
/// <param name="DemandId">The need it was made of.</param>
/// <param name="EnterpriseCreditCode">Who posts it; null where the need keeps that unnamed.</param>
/// <param name="RegionCode">GB/T 2260.</param>
/// <param name="Title">What is to be solved.</param>
/// <param name="Indicators">As they will be measured.</param>
/// <param name="Conditions">On bidders (揭榜方条件); null for none.</param>
/// <param name="FundYuan">What the enterprise pays a team at most, in yuan (发榜方出资).</param>
/// <param name="SubsidyYuan">What the subsidy bears of it at most, in yuan (财政补助).</param>
/// <param name="Teams">How many teams work in parallel at most (赛马).</param>
/// <param name="EndsWithFirst">The first accepted team ends the race.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Round">Counts how often it was opened for bids, from 1.</param>
/// <param name="Revision">Number of its last step; also the ETag.</param>
/// <param name="Until">Until when the state lasts, UTC; null where it has no end.</param>
/// <param name="PanelSeats">Seats of the panel; null before the draw, and for callers who neither post nor manage it.</param>
/// <param name="PanelScored">Seats that have scored; null likewise.</param>
/// <param name="Awards">Once they are public.</param>
/// <param name="Steps">Oldest first.</param>
public sealed record ChallengeView(
    Guid Id, Guid DemandId, string? EnterpriseCreditCode, string RegionCode, string Title, IReadOnlyList<IndicatorForm> Indicators, string? Conditions, decimal FundYuan, decimal SubsidyYuan, int Teams,
    bool EndsWithFirst, string State, int Round, long Revision, DateTime? Until, int? PanelSeats, int? PanelScored, IReadOnlyList<AwardView> Awards, IReadOnlyList<ChallengeStepView> Steps)
{
    private const string SelectParts = """
        select number as Number, round as Round, state as State, reason_codes as ReasonCodes, text as Text, until as Until, account as Account, at as At
        from challenge_step where challenge_id = @ChallengeId order by number;
        select bid_id as BidId, bidder_code as BidderCreditCode, rank as Rank, score as Score, state as State from challenge_awards(@ChallengeId);
        select seats as Seats, scored as Scored from panel_counts(@ChallengeId)
        """;

    /// <summary>Reads it for <paramref name="caller"/>, who may see the challenge.</summary>
    internal static async Task<ChallengeView> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, ChallengeRow row, Caller caller, CancellationToken cancellation)
    {
        var isParty = caller.IsBureau || caller.Organisation == row.EnterpriseCode;
        await using var parts = await connection.QueryMultipleAsync(new CommandDefinition(SelectParts, new { row.ChallengeId }, transaction, cancellationToken: cancellation));
        var steps = (await parts.ReadAsync<StepRow>()).AsList();
        var awards = (await parts.ReadAsync<AwardView>()).AsList();
        var panel = await parts.ReadSingleOrDefaultAsync<PanelRow>();
        var terms = row.Terms();
        return new ChallengeView(
            row.ChallengeId, row.DemandId, row.Anonymous && !isParty ? null : row.EnterpriseCode, row.RegionCode, row.Title, terms.Indicators, terms.Conditions, row.FundYuan, row.SubsidyYuan, row.Teams,
            row.EndsWithFirst, row.State, row.Round, row.Number, row.Until, panel?.Seats, panel?.Scored, awards,
            [.. steps.Select(s => new ChallengeStepView(s.Number, s.Round, s.State, s.ReasonCodes, isParty ? s.Text : null, s.Until, caller.IsBureau ? s.Account : null, s.At))]);
    }

    private sealed record PanelRow(int Seats, int Scored);

    // Dapper fills arrays through properties only.
    private sealed record StepRow
    {
        public int Number { get; init; }

        public int Round { get; init; }

        public string State { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public string? Text { get; init; }

        public DateTime? Until { get; init; }

        public string? Account { get; init; }

        public DateTime At { get; init; }
    }
}
