using Dapper;
using Matchmaking.Access;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A step that was taken.</summary>
/// <param name="Number">From 1 for each need.</param>
/// <param name="Round">Number of the submission, from 1.</param>
/// <param name="Level">Who acted: filing 企业填报, department 部门初审, third_party 第三方复核 or committee 管委会审定.</param>
/// <param name="Act">submitted, passed, returned, vetoed, lifted or withdrawn.</param>
/// <param name="ReturnedTo">The level that it was returned to; null for every other act.</param>
/// <param name="ReasonCodes">Why; at least one of what was returned, vetoed or lifted.</param>
/// <param name="Text">Why, in words.</param>
/// <param name="Note">Of whoever passed it; null for callers outside the bureau.</param>
/// <param name="Organisation">Credit code of the organisation that acted.</param>
/// <param name="Account">The account that acted; null for callers outside the bureau.</param>
/// <param name="DemandRevision">The revision of the need that was seen.</param>
/// <param name="At">UTC.</param>
public sealed record VerificationStepView(
    int Number, int Round, string Level, string Act, string? ReturnedTo, IReadOnlyList<string> ReasonCodes, string? Text, string? Note, string Organisation, string? Account, long DemandRevision, DateTime At);

/// <summary>How the verification of a need stands, and every step of it.</summary>
/// <param name="DemandId">The need.</param>
/// <param name="DemandStatus">draft, in_verification, vetoed, published or closed.</param>
/// <param name="Revision">Revision of the need; also the ETag.</param>
/// <param name="Round">Number of the last submission; 0 before the first.</param>
/// <param name="Status">Of the last round: waiting, passed, returned, withdrawn, vetoed, lifted or closed; not_submitted before the first.</param>
/// <param name="Levels">The levels that this round must pass, in their order; before the first those that it would have to pass now.</param>
/// <param name="Level">The level that it waits for; null when it waits for none.</param>
/// <param name="WaitingSince">Since when it waits for that level, UTC; null when it waits for none.</param>
/// <param name="Steps">All steps of all rounds, oldest first.</param>
public sealed record VerificationView(
    Guid DemandId, string DemandStatus, long Revision, int Round, string Status, IReadOnlyList<string> Levels, string? Level, DateTime? WaitingSince, IReadOnlyList<VerificationStepView> Steps)
{
    private const string SelectRound = """
        select round as Round, status as Status, levels as Levels, level as Level, waiting_since as WaitingSince from verification_round where demand_id = @DemandId order by round desc limit 1
        """;

    private const string SelectSteps = """
        select number as Number, s.round as Round, s.level as Level, act as Act, returned_to as ReturnedTo, reason_codes as ReasonCodes, text as Text, note as Note, organisation as Organisation,
               account as Account, demand_revision as DemandRevision, at as At
        from verification_step s left join verification_seat using (seat_id)
        where s.demand_id = @DemandId order by number
        """;

    /// <summary>Reads it for <paramref name="caller"/>, who may see the need.</summary>
    internal static async Task<VerificationView> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, DemandRow demand, VerificationRules rules, Caller caller, CancellationToken cancellation)
    {
        var round = await connection.QuerySingleOrDefaultAsync<RoundRow>(new CommandDefinition(SelectRound, new { demand.DemandId }, transaction, cancellationToken: cancellation))
            ?? new RoundRow { Status = "not_submitted", Levels = [.. rules.LevelsOf(demand.Form().RegionCode!)] };
        var steps = await connection.QueryAsync<StepRow>(new CommandDefinition(SelectSteps, new { demand.DemandId }, transaction, cancellationToken: cancellation));
        return new VerificationView(
            demand.DemandId, demand.Status, demand.Revision, round.Round, round.Status, round.Levels, round.Level, round.Level is null ? null : round.WaitingSince,
            [.. steps.Select(s => new VerificationStepView(
                s.Number, s.Round, s.Level, s.Act, s.ReturnedTo, s.ReasonCodes, s.Text, caller.IsBureau ? s.Note : null, s.Organisation, caller.IsBureau ? s.Account : null, s.DemandRevision, s.At))]);
    }

    // Dapper fills arrays through properties only.
    private sealed record RoundRow
    {
        public int Round { get; init; }

        public string Status { get; init; } = "";

        public string[] Levels { get; init; } = [];

        public string? Level { get; init; }

        public DateTime WaitingSince { get; init; }
    }

    private sealed record StepRow
    {
        public int Number { get; init; }

        public int Round { get; init; }

        public string Level { get; init; } = "";

        public string Act { get; init; } = "";

        public string? ReturnedTo { get; init; }

        public string[] ReasonCodes { get; init; } = [];

        public string? Text { get; init; }

        public string? Note { get; init; }

        public string Organisation { get; init; } = "";

        public string? Account { get; init; }

        public long DemandRevision { get; init; }

        public DateTime At { get; init; }
    }
}
