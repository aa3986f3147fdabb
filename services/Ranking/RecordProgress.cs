using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Keeps what accepted matches have reached: every stage is a label, and an end gives the expert's capacity back. A stage may come before
/// the decision it follows, and stages in any order.
/// </summary>
public sealed class RecordProgressConsumer(NpgsqlDataSource database, StateFeed feed) : IConsumer<MatchProgressed>
{
    private const string InsertOutcome = """
        insert into outcome (match_id, stage, reason_codes, progressed_at) values (@MatchId, @Stage, @ReasonCodes, @ProgressedAt)
        on conflict on constraint outcome_once do nothing
        """;

    // One engagement more: lists that had to do without the expert may show them again.
    private const string MarkCandidate = "update candidate set pending_xid = pg_current_xact_id() where talent_id = @TalentId";

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<MatchProgressed> context)
    {
        var cancellation = context.CancellationToken;
        var message = context.Message;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(RecordProgressConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, message.TalentId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        var row = new { message.MatchId, message.Stage, ReasonCodes = message.ReasonCodes.ToArray(), message.ProgressedAt };
        var isNew = await connection.ExecuteAsync(new CommandDefinition(InsertOutcome, row, transaction, cancellationToken: cancellation)) == 1;
        if (isNew && message.Stage == "ended")
        {
            await connection.ExecuteAsync(new CommandDefinition(MarkCandidate, new { message.TalentId }, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        feed.Wake();
    }
}
