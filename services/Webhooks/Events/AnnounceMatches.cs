using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Hooks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>Makes of what the review queue tells the events that organisations get: lists, decisions, stages, agreements.</summary>
public sealed class AnnounceMatchesConsumer(NpgsqlDataSource database, DeliverySignal signal, IOptions<WebhookOptions> options, TimeProvider clock)
    : IConsumer<ListQueued>, IConsumer<MatchDecided>, IConsumer<MatchProgressed>, IConsumer<ContactsAgreed>
{
    private const string InsertEvent = """
        insert into event (event_id, type, body, occurred_at) values (@Id, @Type, @Body, @OccurredAt) on conflict on constraint event_once do nothing
        """;

    private const string InsertWaiting = "insert into waiting_event (party_id, event_id) values (@PartyId, @EventId)";

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ListQueued> context)
    {
        var list = context.Message;
        var data = new ListReadyData(list.DemandId, list.RankingId, list.RankingDigest, list.Matches, list.Abstention, $"/api/v1/demands/{list.DemandId}/matches");
        return Announce(
            context,
            null,
            new CloudEvent(CloudEvent.IdOf(EventTypes.ListReady, $"{list.RankingId}"), EventTypes.ListReady, $"demands/{list.DemandId}", list.QueuedAt, data),
            new Recipient(list.DemandId, list.EnterpriseCode));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchDecided> context)
    {
        var match = context.Message;
        var data = new MatchDecidedData(match.MatchId, match.DemandId, match.TalentId, match.Decision, match.ReasonCodes, $"/api/v1/matches/{match.MatchId}");
        return Announce(
            context,
            match.TalentId,
            // The first decision keeps the identity that it had before there were others.
            new CloudEvent(CloudEvent.IdOf(EventTypes.MatchDecided, match.Number == 1 ? $"{match.MatchId}" : $"{match.MatchId} {match.Number}"), EventTypes.MatchDecided, $"matches/{match.MatchId}", match.DecidedAt, data),
            match.Decision == "accepted" ? [new Recipient(match.DemandId), new Recipient(match.TalentId)] : [new Recipient(match.DemandId)]);
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchProgressed> context)
    {
        var match = context.Message;
        var data = new MatchProgressedData(match.MatchId, match.DemandId, match.TalentId, match.Stage, match.ReasonCodes, $"/api/v1/matches/{match.MatchId}");
        return Announce(
            context,
            match.TalentId,
            new CloudEvent(
                CloudEvent.IdOf(EventTypes.MatchProgressed, $"{match.MatchId} {match.Stage}"), EventTypes.MatchProgressed, $"matches/{match.MatchId}", match.ProgressedAt, data),
            new Recipient(match.DemandId), new Recipient(match.TalentId));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ContactsAgreed> context)
    {
        var agreed = context.Message;
        if (!agreed.Agreed)
        {
            return Task.CompletedTask;
        }

        var data = new ContactsAgreedData(
            agreed.MatchId, agreed.DemandId, agreed.TalentId, $"/api/v1/matches/{agreed.MatchId}", $"/api/v1/demands/{agreed.DemandId}/contact", $"/api/v1/experts/{agreed.TalentId}/contact");
        return Announce(
            context,
            agreed.TalentId,
            new CloudEvent(CloudEvent.IdOf(EventTypes.ContactsAgreed, $"{agreed.MatchId} {agreed.Revision}"), EventTypes.ContactsAgreed, $"matches/{agreed.MatchId}", agreed.ToldAt, data),
            new Recipient(agreed.DemandId, agreed.EnterpriseCode), new Recipient(agreed.TalentId, agreed.InstituteCode));
    }

    private async Task Announce(ConsumeContext context, Guid? named, CloudEvent told, params Recipient[] recipients)
    {
        var cancellation = context.CancellationToken;
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(AnnounceMatchesConsumer), cancellation)
            || (named is { } talent && await ErasedTalents.Holds(transaction, talent, cancellation)))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        // What is older than events are kept may have been told and forgotten: it is not told again.
        var row = new { told.Id, told.Type, Body = told.Body(options.Value.Source), told.OccurredAt };
        if (told.OccurredAt > now.AddDays(-options.Value.KeepDays)
            && await connection.ExecuteAsync(new CommandDefinition(InsertEvent, row, transaction, cancellationToken: cancellation)) == 1)
        {
            foreach (var recipient in recipients)
            {
                if ((recipient.Organisation ?? await PartyRow.Hold(transaction, recipient.PartyId, cancellation)) is { } organisation)
                {
                    await QueueDeliveries.For(transaction, told.Id, organisation, now, cancellation);
                }
                else
                {
                    await connection.ExecuteAsync(
                        new CommandDefinition(InsertWaiting, new { recipient.PartyId, EventId = told.Id }, transaction, cancellationToken: cancellation));
                }
            }
        }

        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    // The demand or the expert whose organisation is told; the organisation where the message itself names it.
    private sealed record Recipient(Guid PartyId, string? Organisation = null);
}
