using MassTransit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;

namespace Matchmaking.Webhooks.Events;

/// <summary>Tells of every turn of a booking of a shared instrument: who booked, and who runs the instrument.</summary>
public sealed class AnnounceBookingsConsumer(Announcer announcer) : IConsumer<BookingChanged>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<BookingChanged> context)
    {
        var step = context.Message;
        var href = $"/api/v1/bookings/{step.BookingId}";
        string[] reasons = step.ReasonCode is null ? [] : [step.ReasonCode];
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.BookingChanged, $"{step.BookingId} {step.Number}"), EventTypes.BookingChanged, $"bookings/{step.BookingId}", step.ChangedAt,
            new BookingChangedData(step.BookingId, step.InstrumentId, step.Number, step.State, reasons, step.From, step.To, href));
        // What is asked for is to be answered before it begins.
        var draft = new NoticeDraft(step.State, new(BookingId: step.BookingId), href) { ReasonCodes = reasons, Until = step.State == "requested" ? step.From : null };
        var owner = new Addressed(Addressees.Owner, draft) { Organisation = step.OwnerCode };
        var booker = new Addressed(Addressees.Booker, draft) { Organisation = step.BookerCode };
        return announcer.Tell(
            context.MessageId!.Value, nameof(AnnounceBookingsConsumer), null, [step.OwnerCode == step.BookerCode ? new Telling(told, owner) : new Telling(told, owner, booker)], context.CancellationToken);
    }
}
