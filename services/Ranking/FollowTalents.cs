using Dapper;
using MassTransit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Follows the profiles of experts into the candidate table; the highest revision wins, in whatever order they arrive. What a change means
/// for open lists is found out afterwards, by <see cref="RefreshLists"/>.
/// </summary>
public sealed class FollowTalentsConsumer(NpgsqlDataSource database, StateFeed feed) : IConsumer<TalentPublished>, IConsumer<TalentWithdrawn>
{
    private const string UpsertCandidate = """
        insert into candidate as stored (talent_id, revision, profile) values (@TalentId, @Revision, @Profile::jsonb)
        on conflict (talent_id) do update
        set revision = excluded.revision, profile = excluded.profile, change_xid = pg_current_xact_id(), pending_xid = pg_current_xact_id()
        where stored.revision < excluded.revision
        """;

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentPublished> context) =>
        Follow(context, context.Message.TalentId, context.Message.Revision, StoredJson.Write(context.Message.Profile));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentWithdrawn> context) => Follow(context, context.Message.TalentId, context.Message.Revision, null);

    private async Task Follow(ConsumeContext context, Guid talentId, long revision, string? profile)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowTalentsConsumer), cancellation))
        {
            return;
        }

        var row = new { TalentId = talentId, Revision = revision, Profile = profile };
        await connection.ExecuteAsync(new CommandDefinition(UpsertCandidate, row, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        feed.Wake();
    }
}
