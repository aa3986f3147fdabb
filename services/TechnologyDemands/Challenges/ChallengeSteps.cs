using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>What a step says beside its state.</summary>
/// <param name="Reasons">Codes of the vocabulary.</param>
/// <param name="Text">In words.</param>
/// <param name="Until">Until when the state lasts.</param>
/// <param name="Round">Where it differs from that before.</param>
internal sealed record StepSaid(IReadOnlyList<string>? Reasons = null, string? Text = null, DateTimeOffset? Until = null, int? Round = null);

/// <summary>Appends steps of challenges. The database holds each against the one before and moves the state; followers are told, and the audit trail.</summary>
internal static class ChallengeSteps
{
    private const string InsertStep = """
        insert into challenge_step (challenge_id, number, round, from_state, state, reason_codes, text, until, organisation, account, at)
        values (@ChallengeId, @Number, @Round, @Former, @State, @Reasons, @Text, @Until, @Organisation, @Account, @Now)
        """;

    /// <summary>Appends a step of <paramref name="caller"/>, or of the platform where null; answers the challenge as it stands now.</summary>
    public static async Task<ChallengeRow> Append(
        NpgsqlTransaction transaction, ChallengeRow row, string state, Caller? caller, DateTimeOffset now, CancellationToken cancellation, StepSaid? said = null)
    {
        var next = row with { State = state, Number = row.Number + 1, Round = said?.Round ?? row.Round, Until = said?.Until?.UtcDateTime, UpdatedAt = now.UtcDateTime };
        string[] reasons = [.. said?.Reasons ?? []];
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertStep,
            new
            {
                row.ChallengeId,
                next.Number,
                next.Round,
                Former = row.State,
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
        await Outbox.Add(transaction, new ChallengeAdvanced(row.ChallengeId, row.DemandId, row.EnterpriseCode, next.Number, next.Round, state, reasons, said?.Until, now), cancellation);
        await Record(transaction, row, caller, $"challenge.{state}", next.Number, new() { ["round"] = next.Round, ["reasons"] = string.Join(',', reasons) }, cancellation);
        return next;
    }

    /// <summary>Writes down an act on a challenge for its enterprise, and for whoever acts.</summary>
    public static Task Record(NpgsqlTransaction transaction, ChallengeRow row, Caller? caller, string action, long? revision, JsonObject? detail, CancellationToken cancellation)
    {
        var entry = caller is null
            ? AuditEntry.ByService("technology-demands", [row.EnterpriseCode], action, "challenge", $"{row.ChallengeId}", revision, detail)
            : AuditEntry.By(caller, action, "challenge", $"{row.ChallengeId}", revision, detail) with { Organisations = [row.EnterpriseCode, caller.Organisation] };
        return AuditTrail.Record(transaction, entry, cancellation);
    }
}
