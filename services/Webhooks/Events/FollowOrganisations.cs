using Dapper;
using MassTransit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Notices;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>
/// Learns which enterprise stands behind a demand and which institute behind an expert, and keeps nothing else of them. Events that waited to
/// know it are queued for delivery, notices come into its inbox.
/// </summary>
public sealed class FollowOrganisationsConsumer(NpgsqlDataSource database, DeliverySignal signal, TimeProvider clock)
    : IConsumer<DemandPublished>, IConsumer<TalentPublished>
{
    private const string UpdateParty = """
        update party set organisation = @Organisation, revision = @Revision where party_id = @PartyId and revision < @Revision
        """;

    private const string TakeWaiting = "delete from waiting_event where party_id = @PartyId returning event_id";

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DemandPublished> context) =>
        Follow(context, context.Message.DemandId, context.Message.Demand.Enterprise.CreditCode, context.Message.Revision);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentPublished> context) =>
        Follow(context, context.Message.TalentId, context.Message.Profile.Institute.CreditCode, context.Message.Revision);

    private async Task Follow(ConsumeContext context, Guid partyId, string organisation, long revision)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A need has another id than any expert: asking for both costs less than knowing which.
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowOrganisationsConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, partyId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        await PartyRow.Hold(transaction, partyId, cancellation);
        var row = new { PartyId = partyId, Organisation = organisation, Revision = revision };
        if (await connection.ExecuteAsync(new CommandDefinition(UpdateParty, row, transaction, cancellationToken: cancellation)) == 1)
        {
            var waiting = await connection.QueryAsync<Guid>(new CommandDefinition(TakeWaiting, row, transaction, cancellationToken: cancellation));
            foreach (var eventId in waiting)
            {
                await QueueDeliveries.For(transaction, eventId, organisation, clock.GetUtcNow(), cancellation);
            }

            await StoreNotices.Address(transaction, partyId, organisation, clock.GetUtcNow(), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }
}
