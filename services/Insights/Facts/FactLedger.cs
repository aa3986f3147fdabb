using Dapper;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.Insights.Facts;

/// <summary>The one hand that writes facts and states: each with the receipt of the message that told it, once however often and in whatever order it is told.</summary>
public sealed class FactLedger(NpgsqlDataSource database, TimeProvider clock)
{
    private const string InsertFact = """
        insert into fact (fact_id, kind, key, occurred_at, day, known_at, subject, demand_id, talent_id, match_id, amount_yuan, transaction_yuan, reason_codes)
        values (@Id, @Kind, @Key, @OccurredAt, @Day, @Now, @Subject, @DemandId, @TalentId, @MatchId, @AmountYuan, @TransactionYuan, @ReasonCodes)
        on conflict on constraint fact_once do nothing
        """;

    private const string InsertState = """
        insert into subject_state (subject, revision, known_at, kind, organisation, region_code, fields)
        values (@Subject, @Revision, @Now, @Kind, @Organisation, @RegionCode, @Fields)
        on conflict on constraint subject_state_once do nothing
        """;

    /// <summary>
    /// Notes what a message tells. Of an expert who was erased nothing is noted, but that something happened to a need.
    /// </summary>
    internal async Task Note(Guid messageId, string consumer, SubjectState? state, Fact? fact, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, messageId, consumer, cancellation))
        {
            return;
        }

        var talent = fact?.TalentId ?? (state?.Kind == "expert" ? Guid.Parse(state.Subject) : null);
        var isErased = talent is { } expert && await ErasedTalents.Holds(transaction, expert, cancellation);
        var now = clock.GetUtcNow();
        if (state is not null && !(isErased && state.Kind == "expert"))
        {
            var row = new { state.Subject, state.Revision, state.Kind, state.Organisation, state.RegionCode, Fields = state.Fields.ToArray(), Now = now };
            await connection.ExecuteAsync(new CommandDefinition(InsertState, row, transaction, cancellationToken: cancellation));
        }

        if (fact is not null && !(isErased && fact.Kind == FactKinds.ExpertJoined))
        {
            var row = new
            {
                Id = Guid.CreateVersion7(now),
                fact.Kind,
                fact.Key,
                OccurredAt = fact.OccurredAt.ToUniversalTime(),
                fact.Day,
                fact.Subject,
                fact.DemandId,
                TalentId = isErased ? null : fact.TalentId,
                fact.MatchId,
                fact.AmountYuan,
                fact.TransactionYuan,
                ReasonCodes = fact.ReasonCodes.ToArray(),
                Now = now,
            };
            await connection.ExecuteAsync(new CommandDefinition(InsertFact, row, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }
}
