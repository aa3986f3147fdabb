using MassTransit;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;

namespace Matchmaking.Webhooks.Events;

/// <summary>Tells of challenges (揭榜挂帅): the enterprise of every step, each bidder of its own, the enterprise of the work of those that were chosen, and who is drawn into a panel.</summary>
public sealed class AnnounceChallengesConsumer(Announcer announcer) : IConsumer<ChallengeAdvanced>, IConsumer<BidAdvanced>, IConsumer<PanelMemberInvited>
{
    // Until somebody is chosen, what becomes of a bid is between the bidder and the bureau; of the end of the challenge the enterprise is told itself.
    private static readonly HashSet<string> BeforeTheAward = new(StringComparer.Ordinal) { "sealed", "withdrawn", "passed", "rejected", "awarded", "not_awarded", "called_off" };

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ChallengeAdvanced> context)
    {
        var step = context.Message;
        var href = $"/api/v1/challenges/{step.ChallengeId}";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.ChallengeAdvanced, $"{step.ChallengeId} {step.Number}"), EventTypes.ChallengeAdvanced, $"challenges/{step.ChallengeId}", step.AdvancedAt,
            new ChallengeAdvancedData(step.ChallengeId, step.DemandId, step.Number, step.Round, step.State, step.ReasonCodes, step.Until, href));
        var draft = new NoticeDraft(step.State, new(step.DemandId, ChallengeId: step.ChallengeId), href) { ReasonCodes = step.ReasonCodes, Until = step.Until };
        return Tell(context, new Telling(told, Addressed.Enterprise(draft, step.DemandId, step.EnterpriseCode)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<BidAdvanced> context)
    {
        var step = context.Message;
        var own = Of(EventTypes.BidAdvanced);
        Telling[] tellings =
        [
            new(own.Event, new Addressed(Addressees.Bidder, own.Draft) { Organisation = step.BidderCode }),
            .. BeforeTheAward.Contains(step.State) ? Array.Empty<Telling>() : [OfWork()],
        ];
        return Tell(context, tellings);

        Telling OfWork()
        {
            var work = Of(EventTypes.WorkAdvanced);
            return new Telling(work.Event, new Addressed(Addressees.Enterprise, work.Draft) { Organisation = step.EnterpriseCode });
        }

        (CloudEvent Event, NoticeDraft Draft) Of(string type)
        {
            var href = $"/api/v1/bids/{step.BidId}";
            return (
                new CloudEvent(
                    CloudEvent.IdOf(type, $"{step.BidId} {step.Number}"), type, $"bids/{step.BidId}", step.AdvancedAt,
                    new BidAdvancedData(step.BidId, step.ChallengeId, step.Number, step.State, step.ReasonCodes, href)),
                new NoticeDraft(step.State, new(ChallengeId: step.ChallengeId, BidId: step.BidId), href) { ReasonCodes = step.ReasonCodes });
        }
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<PanelMemberInvited> context)
    {
        var seat = context.Message;
        var href = $"/api/v1/challenges/{seat.ChallengeId}/blind-bids";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.PanelInvited, $"{seat.ChallengeId} {seat.Round} {seat.Seat}"), EventTypes.PanelInvited, $"challenges/{seat.ChallengeId}", seat.InvitedAt, new NoticeOnlyData(href));
        var draft = new NoticeDraft("invited", new(ChallengeId: seat.ChallengeId), href) { Until = seat.ScoreUntil };
        return Tell(context, new Telling(told, new Addressed(Addressees.Account, draft) { Organisation = seat.Organisation, Account = seat.Account }));
    }

    private Task Tell(ConsumeContext context, params IReadOnlyList<Telling> tellings) =>
        announcer.Tell(context.MessageId!.Value, nameof(AnnounceChallengesConsumer), null, tellings, context.CancellationToken);
}
