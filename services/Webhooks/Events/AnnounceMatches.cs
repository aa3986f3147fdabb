using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;

namespace Matchmaking.Webhooks.Events;

/// <summary>Tells of what the review queue tells: lists, decisions, stages, agreements.</summary>
public sealed class AnnounceMatchesConsumer(Announcer announcer) : IConsumer<ListQueued>, IConsumer<MatchDecided>, IConsumer<MatchProgressed>, IConsumer<ContactsAgreed>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<ListQueued> context)
    {
        var list = context.Message;
        var href = $"/api/v1/demands/{list.DemandId}/matches";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.ListReady, $"{list.RankingId}"), EventTypes.ListReady, $"demands/{list.DemandId}", list.QueuedAt,
            new ListReadyData(list.DemandId, list.RankingId, list.RankingDigest, list.Matches, list.Abstention, href));
        var draft = new NoticeDraft(list.Matches == 0 ? "empty" : list.Abstention is null ? "ready" : "unclear", new(DemandId: list.DemandId), href)
        {
            Amount = list.Matches,
            ReasonCodes = list.Abstention is { } why ? [why] : [],
        };
        return Tell(context, null, new Telling(told, Addressed.Enterprise(draft, list.DemandId, list.EnterpriseCode)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchDecided> context)
    {
        var match = context.Message;
        // The first decision keeps the identity that it had before there were others.
        var key = match.Number == 1 ? $"{match.MatchId}" : $"{match.MatchId} {match.Number}";
        var href = $"/api/v1/matches/{match.MatchId}";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.MatchDecided, key), EventTypes.MatchDecided, $"matches/{match.MatchId}", match.DecidedAt,
            new MatchDecidedData(match.MatchId, match.DemandId, match.TalentId, match.Decision, match.ReasonCodes, href));
        var draft = new NoticeDraft(match.Decision, OfMatch(match.MatchId, match.DemandId, match.TalentId), href) { ReasonCodes = match.ReasonCodes };
        if (match.Decision == "accepted")
        {
            return Tell(context, match.TalentId, new Telling(told, Addressed.Enterprise(draft, match.DemandId), Addressed.Institute(draft, match.TalentId)));
        }

        // The institute learns why, and not of which need: it may be one that it must not know.
        var outcomes = $"/api/v1/experts/{match.TalentId}/outcomes";
        var outcome = new CloudEvent(
            CloudEvent.IdOf(EventTypes.ExpertOutcome, key), EventTypes.ExpertOutcome, $"experts/{match.TalentId}", match.DecidedAt,
            new ExpertOutcomeData(match.TalentId, match.Decision, match.ReasonCodes, outcomes));
        var why = new NoticeDraft(match.Decision, new(TalentId: match.TalentId), outcomes) { ReasonCodes = match.ReasonCodes };
        return Tell(context, match.TalentId, new Telling(told, Addressed.Enterprise(draft, match.DemandId)), new Telling(outcome, Addressed.Institute(why, match.TalentId)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchProgressed> context)
    {
        var match = context.Message;
        var href = $"/api/v1/matches/{match.MatchId}";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.MatchProgressed, $"{match.MatchId} {match.Stage}"), EventTypes.MatchProgressed, $"matches/{match.MatchId}", match.ProgressedAt,
            new MatchProgressedData(match.MatchId, match.DemandId, match.TalentId, match.Stage, match.ReasonCodes, href));
        var draft = new NoticeDraft(match.Stage, OfMatch(match.MatchId, match.DemandId, match.TalentId), href) { ReasonCodes = match.ReasonCodes };
        return Tell(context, match.TalentId, new Telling(told, Addressed.Enterprise(draft, match.DemandId), Addressed.Institute(draft, match.TalentId)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ContactsAgreed> context)
    {
        var agreed = context.Message;
        var (href, key, subject) = ($"/api/v1/matches/{agreed.MatchId}", $"{agreed.MatchId} {agreed.Revision}", OfMatch(agreed.MatchId, agreed.DemandId, agreed.TalentId));
        var (theirs, ours) = ($"/api/v1/demands/{agreed.DemandId}/contact", $"/api/v1/experts/{agreed.TalentId}/contact");
        var type = agreed.Agreed ? EventTypes.ContactsAgreed : EventTypes.ContactsWithdrawn;
        var told = new CloudEvent(
            CloudEvent.IdOf(type, key), type, $"matches/{agreed.MatchId}", agreed.ToldAt,
            agreed.Agreed
                ? new ContactsAgreedData(agreed.MatchId, agreed.DemandId, agreed.TalentId, href, theirs, ours)
                : new ContactsWithdrawnData(agreed.MatchId, agreed.DemandId, agreed.TalentId, href));
        var state = agreed.Agreed ? "agreed" : "withdrawn";
        // Each side is led to the contact of the other.
        return Tell(context, agreed.TalentId, new Telling(
            told,
            Addressed.Enterprise(new NoticeDraft(state, subject, agreed.Agreed ? ours : href), agreed.DemandId, agreed.EnterpriseCode),
            Addressed.Institute(new NoticeDraft(state, subject, agreed.Agreed ? theirs : href), agreed.TalentId, agreed.InstituteCode)));
    }

    internal static NoticeSubjects OfMatch(Guid matchId, Guid demandId, Guid talentId) => new(demandId, matchId, talentId);

    private Task Tell(ConsumeContext context, Guid? named, params IReadOnlyList<Telling> tellings) =>
        announcer.Tell(context.MessageId!.Value, nameof(AnnounceMatchesConsumer), named, tellings, context.CancellationToken);
}
