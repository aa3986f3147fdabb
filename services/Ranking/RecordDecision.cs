using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Keeps what reviewers decided: an accepted match takes one engagement of the expert's capacity, and every decision is a label. Of a match that was held and
/// decided again the latest decision counts, in whatever order they arrive.
/// </summary>
public sealed class RecordDecisionConsumer(NpgsqlDataSource database, StateFeed feed) : IConsumer<MatchDecided>
{
    private const string UpsertDecision = """
        insert into decision as stored (match_id, demand_id, talent_id, decision, reason_codes, rank, score, ranking_digest, ranking_id, decided_at)
        values (@MatchId, @DemandId, @TalentId, @Decision, @ReasonCodes, @Rank, @Score, @RankingDigest, @RankingId, @DecidedAt)
        on conflict (match_id) do update
        set decision = excluded.decision, reason_codes = excluded.reason_codes, rank = excluded.rank, score = excluded.score, ranking_digest = excluded.ranking_digest,
            ranking_id = excluded.ranking_id, decided_at = excluded.decided_at, change_xid = pg_current_xact_id()
        where excluded.decided_at > stored.decided_at
        """;

    // A decision that was told before it named its list, and is told again.
    private const string FillRanking = "update decision set ranking_id = @RankingId where match_id = @MatchId and decided_at = @DecidedAt and ranking_id is null";

    // One engagement less: lists that show the expert may have to do without.
    private const string MarkCandidate = "update candidate set pending_xid = pg_current_xact_id() where talent_id = @TalentId";

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<MatchDecided> context)
    {
        var cancellation = context.CancellationToken;
        var message = context.Message;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(RecordDecisionConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, message.TalentId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        var row = new
        {
            message.MatchId,
            message.DemandId,
            message.TalentId,
            message.Decision,
            ReasonCodes = message.ReasonCodes.ToArray(),
            message.Rank,
            message.Score,
            message.RankingDigest,
            message.RankingId,
            message.DecidedAt,
        };
        var isNew = await connection.ExecuteAsync(new CommandDefinition(UpsertDecision, row, transaction, cancellationToken: cancellation)) == 1;
        if (isNew && message.Decision == "accepted")
        {
            await connection.ExecuteAsync(new CommandDefinition(MarkCandidate, new { message.TalentId }, transaction, cancellationToken: cancellation));
        }

        if (!isNew && message.RankingId is not null)
        {
            await connection.ExecuteAsync(new CommandDefinition(FillRanking, row, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        feed.Wake();
    }
}
