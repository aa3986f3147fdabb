using Dapper;
using MassTransit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>
/// Tells an enterprise when its need turns open, when it no longer stands open, and of each step of its verification. A need that stands open is told of anew with every
/// revision; that is no turn.
/// </summary>
public sealed class AnnounceDemandsConsumer(NpgsqlDataSource database, Announcer announcer, DeliverySignal signal)
    : IConsumer<DemandPublished>, IConsumer<DemandClosed>, IConsumer<VerificationAdvanced>
{
    // Held by the row of the demand's party: openings and closings of a need are looked at one by one.
    private const string InsertTurn = """
        insert into demand_turn (demand_id, revision, is_open, at) values (@DemandId, @Revision, @IsOpen, @At) on conflict on constraint demand_turn_once do nothing
        """;

    // The openings beside this revision that follow no opening: this one, or the next where this one closes. One with a later opening behind it was overtaken and told as that.
    private const string SelectOpened = """
        select t.revision as Revision, t.at as At from demand_turn t
        where t.demand_id = @DemandId and t.is_open
          and (t.revision = @Revision or t.revision = (select min(revision) from demand_turn where demand_id = @DemandId and revision > @Revision))
          and not coalesce((select p.is_open from demand_turn p where p.demand_id = @DemandId and p.revision < t.revision order by p.revision desc limit 1), false)
          and (t.revision <> @Revision
               or not coalesce((select n.is_open from demand_turn n where n.demand_id = @DemandId and n.revision > t.revision order by n.revision limit 1), false))
        """;

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DemandPublished> context) =>
        Turn(context, context.Message.DemandId, context.Message.Revision, true, context.Message.PublishedAt, context.Message.Demand.Enterprise.CreditCode, []);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DemandClosed> context)
    {
        var closed = context.Message;
        var href = $"/api/v1/demands/{closed.DemandId}";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.DemandClosed, $"{closed.DemandId} {closed.Revision}"), EventTypes.DemandClosed, $"demands/{closed.DemandId}", closed.ClosedAt,
            new DemandClosedData(closed.DemandId, closed.Reason, href));
        var draft = new NoticeDraft(closed.Reason, new(closed.DemandId), href) { ReasonCodes = [closed.Reason] };
        return Turn(context, closed.DemandId, closed.Revision, false, closed.ClosedAt, null, [new Telling(told, Addressed.Enterprise(draft, closed.DemandId))]);
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<VerificationAdvanced> context)
    {
        var step = context.Message;
        var href = $"/api/v1/demands/{step.DemandId}/verification";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.DemandVerification, $"{step.DemandId} {step.Number}"), EventTypes.DemandVerification, $"demands/{step.DemandId}", step.AdvancedAt,
            new DemandVerificationData(step.DemandId, step.Number, step.Round, step.Level, step.Act, step.ReturnedTo, step.Waiting, step.ReasonCodes, href));
        // Back at the enterprise's own level it is the enterprise's turn.
        var draft = new NoticeDraft(step.Act, new(step.DemandId), href) { ReasonCodes = step.ReasonCodes, Turn = step.ReturnedTo == "filing" ? Addressees.Enterprise : step.Waiting };
        return announcer.Tell(
            context.MessageId!.Value, nameof(AnnounceDemandsConsumer), null, [new Telling(told, Addressed.Enterprise(draft, step.DemandId, step.EnterpriseCode))], context.CancellationToken);
    }

    private async Task Turn(
        ConsumeContext context, Guid demandId, long revision, bool isOpen, DateTimeOffset at, string? organisation, IReadOnlyList<Telling> tellings)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(AnnounceDemandsConsumer), cancellation))
        {
            await PartyRow.Hold(transaction, demandId, cancellation);
            var row = new { DemandId = demandId, Revision = revision, IsOpen = isOpen, At = at };
            await connection.ExecuteAsync(new CommandDefinition(InsertTurn, row, transaction, cancellationToken: cancellation));
            var opened = await connection.QueryAsync<(long Revision, DateTime At)>(new CommandDefinition(SelectOpened, row, transaction, cancellationToken: cancellation));
            await announcer.Tell(transaction, [.. tellings, .. opened.Select(turn => Opened(demandId, turn.Revision, turn.At, organisation))], cancellation);
        }

        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    private static Telling Opened(Guid demandId, long revision, DateTime at, string? organisation)
    {
        var href = $"/api/v1/demands/{demandId}";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.DemandPublished, $"{demandId} {revision}"), EventTypes.DemandPublished, $"demands/{demandId}", new DateTimeOffset(at, TimeSpan.Zero), new DemandPublishedData(demandId, href));
        return new Telling(told, Addressed.Enterprise(new NoticeDraft("open", new(demandId), href), demandId, organisation));
    }
}
