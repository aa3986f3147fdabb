using Dapper;
using MassTransit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>Ranks the experts for a published demand and publishes the list; closes the demand for ranking when it ends.</summary>
public sealed class RankDemandConsumer(NpgsqlDataSource database, Outbox outbox, RankingState state, RankedLists lists, StateFeed feed, TimeProvider clock)
    : IConsumer<DemandPublished>, IConsumer<DemandClosed>
{
    private const string UpsertDemand = """
        insert into demand as stored (demand_id, revision, demand) values (@DemandId, @Revision, @Demand::jsonb)
        on conflict (demand_id) do update
        set revision = excluded.revision, demand = excluded.demand, change_xid = pg_current_xact_id()
        where stored.revision < excluded.revision
        """;

    // An engagement lasts as long as its demand is open: who was accepted for it is free again, for other lists too.
    private const string FreeEngaged = """
        update candidate set pending_xid = pg_current_xact_id()
        where talent_id in (
            select c.talent_id from candidate c join decision on decision.talent_id = c.talent_id and decision.demand_id = @DemandId and decision.decision = 'accepted'
            order by c.talent_id for update of c)
        """;

    private const string DeleteListed = "delete from listed where demand_id = @DemandId";

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<DemandPublished> context)
    {
        // A list made before the tables are read would be empty and wrong; the message waits.
        await state.Loaded.WaitAsync(context.CancellationToken);
        var (message, cancellation) = (context.Message, context.CancellationToken);
        // Before the transaction: nobody shall wait for a row while this waits for an encoder.
        var query = DemandQuery.From(message.DemandId, message.Revision, message.Demand);
        var encoded = await lists.Encode(query, keep: true, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(RankDemandConsumer), cancellation))
        {
            return;
        }

        if (await Keep(transaction, message.DemandId, message.Revision, StoredJson.Write(message.Demand), cancellation))
        {
            await StoreList.Run(transaction, query, lists.Make(query, encoded), clock.GetUtcNow(), cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        feed.Wake();
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<DemandClosed> context)
    {
        var (message, cancellation) = (context.Message, context.CancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(RankDemandConsumer), cancellation))
        {
            return;
        }

        // Candidates before the demand, as StaleLists locks them.
        await connection.ExecuteAsync(new CommandDefinition(FreeEngaged, new { message.DemandId }, transaction, cancellationToken: cancellation));
        if (await Keep(transaction, message.DemandId, message.Revision, null, cancellation))
        {
            await connection.ExecuteAsync(new CommandDefinition(DeleteListed, new { message.DemandId }, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        feed.Wake();
    }

    // False when a revision as high is stored already: the message is late.
    private static async Task<bool> Keep(NpgsqlTransaction transaction, Guid demandId, long revision, string? demand, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            UpsertDemand, new { DemandId = demandId, Revision = revision, Demand = demand }, transaction, cancellationToken: cancellation)) == 1;
}
