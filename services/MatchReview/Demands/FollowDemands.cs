using Dapper;
using MassTransit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.MatchReview.Matches;
using Matchmaking.MatchReview.Queue;
using Matchmaking.MatchReview.Watches;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Demands;

/// <summary>Keeps what reviewers see of a demand, and empties the queue of a demand that was closed.</summary>
public sealed class FollowDemandsConsumer(NpgsqlDataSource database, Outbox outbox, IOptions<QueueOptions> options, TimeProvider clock) : IConsumer<DemandPublished>, IConsumer<DemandClosed>
{
    private const string UpsertDemand = """
        insert into demand (demand_id, revision, title, field, region_code, enterprise_code, enterprise_name, anonymous, visibility, target_institutes)
        values (@DemandId, @Revision, @Title, @Field, @RegionCode, @EnterpriseCode, @EnterpriseName, @Anonymous, @Visibility, @TargetInstitutes)
        on conflict on constraint demand_once do update
        set revision = excluded.revision, title = excluded.title, field = excluded.field, region_code = excluded.region_code,
            enterprise_code = excluded.enterprise_code, enterprise_name = excluded.enterprise_name, anonymous = excluded.anonymous,
            visibility = excluded.visibility, target_institutes = excluded.target_institutes
        where excluded.revision > demand.revision
        """;

    // A list may be here before its demand, and a demand may move to another region.
    private const string UpdateDue = """
        with waiting as (
            select match_id, queued_at + make_interval(hours => @Hours) as due_at from match where demand_id = @DemandId and status = 'pending' order by match_id for update)
        update match set due_at = waiting.due_at from waiting where match.match_id = waiting.match_id and match.due_at <> waiting.due_at
        """;

    private const string UpsertClosure = """
        insert into demand (demand_id, closed_revision, close_reason) values (@DemandId, @Revision, @Reason)
        on conflict on constraint demand_once do update
        set closed_revision = excluded.closed_revision, close_reason = excluded.close_reason
        where excluded.closed_revision > demand.closed_revision
        """;

    // A demand that turned confidential is no longer shown, not even beside a match decided before.
    private const string HideConfidential = """
        update demand set title = null, enterprise_code = null, enterprise_name = null
        where demand_id = @DemandId and close_reason = 'confidential' and closed_revision > revision
        """;

    // Locked in the order of the ids, as everywhere that removes several matches, so that two removals never wait for each other.
    private const string DeletePending = """
        with doomed as (
            select match_id from match
            where demand_id = @DemandId and status = 'pending' and demand_revision <= @Revision
            order by match_id
            for update),
        gone as (delete from match using doomed where match.match_id = doomed.match_id returning match.match_id)
        insert into departed_match (match_id, reason, departed_at) select match_id, 'demand_closed', @ClosedAt from gone
        on conflict on constraint departed_match_once do update set reason = excluded.reason, departed_at = excluded.departed_at
        """;

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<DemandPublished> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowDemandsConsumer), cancellation))
        {
            return;
        }

        var (id, revision, demand) = (context.Message.DemandId, context.Message.Revision, context.Message.Demand);
        var row = new
        {
            DemandId = id,
            Revision = revision,
            demand.Title,
            demand.Field,
            demand.RegionCode,
            EnterpriseCode = demand.Enterprise.CreditCode,
            EnterpriseName = demand.Enterprise.Name,
            demand.Anonymous,
            demand.Visibility,
            TargetInstitutes = demand.TargetInstitutes.ToArray(),
        };
        if (await connection.ExecuteAsync(new CommandDefinition(UpsertDemand, row, transaction, cancellationToken: cancellation)) == 1)
        {
            var due = new { DemandId = id, Hours = options.Value.HoursFor(demand.RegionCode) };
            await connection.ExecuteAsync(new CommandDefinition(UpdateDue, due, transaction, cancellationToken: cancellation));
            await TellWatchers.OfDemand(transaction, id, clock.GetUtcNow(), cancellation);
        }

        await connection.ExecuteAsync(new CommandDefinition(HideConfidential, row, transaction, cancellationToken: cancellation));
        await outbox.Commit(transaction, cancellation);
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<DemandClosed> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowDemandsConsumer), cancellation))
        {
            return;
        }

        // A list that is being queued now either stands before the pending matches go or sees the closure.
        await RankedListRow.Lock(transaction, context.Message.DemandId, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(UpsertClosure, context.Message, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(HideConfidential, context.Message, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(DeletePending, context.Message, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }
}
