using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>Keeps which enterprise may read the contact of which expert, under the highest revision that was told.</summary>
public sealed class FollowAgreementsConsumer(NpgsqlDataSource database) : IConsumer<ContactsAgreed>
{
    private const string UpsertGrant = """
        insert into contact_grant (match_id, expert_id, demand_id, organisation, agreed, revision, updated_at)
        values (@MatchId, @TalentId, @DemandId, @EnterpriseCode, @Agreed, @Revision, @ToldAt)
        on conflict on constraint contact_grant_once do update
        set organisation = excluded.organisation, agreed = excluded.agreed, revision = excluded.revision, updated_at = excluded.updated_at
        where excluded.revision > contact_grant.revision
        """;

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<ContactsAgreed> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowAgreementsConsumer), cancellation)
            && !await ErasedTalents.Holds(transaction, context.Message.TalentId, cancellation))
        {
            await connection.ExecuteAsync(new CommandDefinition(UpsertGrant, context.Message, transaction, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }
    }
}
