using MassTransit;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;

namespace Matchmaking.Webhooks.Events;

/// <summary>Tells of what is late in the queue and in the life of a match, of ratings, and of contacts that were read; of what a watch has found.</summary>
public sealed class AnnounceLivesConsumer(Announcer announcer)
    : IConsumer<MatchStalled>, IConsumer<MatchRated>, IConsumer<ContactDisclosed>, IConsumer<MatchEscalated>, IConsumer<MatchReminded>, IConsumer<WatchFitted>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchStalled> context)
    {
        var match = context.Message;
        var href = $"/api/v1/matches/{match.MatchId}/life";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.MatchStalled, $"{match.MatchId} {match.State} {match.StalledAt:O}"), EventTypes.MatchStalled, $"matches/{match.MatchId}", match.StalledAt,
            new MatchStalledData(match.MatchId, match.DemandId, match.TalentId, match.State, match.EndsAt, href));
        var draft = new NoticeDraft(match.State, AnnounceMatchesConsumer.OfMatch(match.MatchId, match.DemandId, match.TalentId), href) { Until = match.EndsAt };
        return Tell(context, match.TalentId, new Telling(
            told, Addressed.Enterprise(draft, match.DemandId), Addressed.Institute(draft, match.TalentId), Addressed.Bureau(draft, match.RegionCode)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ContactDisclosed> context)
    {
        var read = context.Message;
        if (read.HolderCode is null)
        {
            return Task.CompletedTask;
        }

        var href = $"/api/v1/matches/{read.MatchId}";
        // The first reading by a side is told; each one stands in the log of disclosures.
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.ContactRead, $"{read.MatchId} {read.Side}"), EventTypes.ContactRead, $"matches/{read.MatchId}", read.DisclosedAt, new NoticeOnlyData(href));
        var isOfExpert = read.Side == Addressees.Enterprise;
        var draft = new NoticeDraft(read.Side, new(isOfExpert ? null : read.SubjectId, read.MatchId, isOfExpert ? read.SubjectId : null), href);
        var holder = new Addressed(isOfExpert ? Addressees.Institute : Addressees.Enterprise, draft) { Organisation = read.HolderCode };
        return Tell(context, isOfExpert ? read.SubjectId : null, new Telling(told, holder));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchRated> context)
    {
        var match = context.Message;
        var href = $"/api/v1/matches/{match.MatchId}/life";
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.MatchRated, $"{match.MatchId} {match.Side}"), EventTypes.MatchRated, $"matches/{match.MatchId}", match.RatedAt,
            new MatchRatedData(match.MatchId, match.DemandId, match.TalentId, match.Side, match.Stars, href));
        var draft = new NoticeDraft(match.Side, AnnounceMatchesConsumer.OfMatch(match.MatchId, match.DemandId, match.TalentId), href);
        // Who has rated knows it.
        return Tell(context, match.TalentId, new Telling(
            told, match.Side == "enterprise" ? Addressed.Institute(draft, match.TalentId) : Addressed.Enterprise(draft, match.DemandId)));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchEscalated> context)
    {
        var match = context.Message;
        return TellBureau(
            context, EventTypes.MatchEscalated, $"{match.MatchId}", "overdue", match.RegionCode, AnnounceMatchesConsumer.OfMatch(match.MatchId, match.DemandId, match.TalentId), match.EscalatedAt, match.DueAt);
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchReminded> context)
    {
        var match = context.Message;
        return TellBureau(
            context, EventTypes.MatchReminded, $"{match.MatchId} {match.Number}", "due", match.RegionCode, AnnounceMatchesConsumer.OfMatch(match.MatchId, match.DemandId, match.TalentId), match.RemindedAt, null);
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<WatchFitted> context)
    {
        var fit = context.Message;
        // An institute reads the need; the match is not its own before it was accepted.
        var isEnterprise = fit.Side == Addressees.Enterprise;
        var href = isEnterprise ? $"/api/v1/demands/{fit.DemandId}/matches" : $"/api/v1/demands/{fit.DemandId}";
        Guid? match = isEnterprise ? fit.MatchId : null;
        var told = new CloudEvent(
            CloudEvent.IdOf(EventTypes.WatchFitted, $"{fit.WatchId} {fit.MatchId}"), EventTypes.WatchFitted, $"watches/{fit.WatchId}", fit.FittedAt,
            new WatchFittedData(fit.WatchId, fit.Side, match, fit.DemandId, fit.TalentId, fit.Rank, href));
        var draft = new NoticeDraft(fit.Side, new(fit.DemandId, match, fit.TalentId, WatchId: fit.WatchId), href) { Amount = fit.Rank };
        return Tell(context, fit.TalentId, new Telling(
            told, isEnterprise ? Addressed.Enterprise(draft, fit.DemandId, fit.Organisation) : Addressed.Institute(draft, fit.TalentId, fit.Organisation)));
    }

    // No webhook: a bureau works on the platform itself.
    private Task TellBureau(
        ConsumeContext context, string type, string key, string state, string? region, NoticeSubjects subjects, DateTimeOffset at, DateTimeOffset? until)
    {
        var href = $"/api/v1/matches/{subjects.MatchId}";
        var told = new CloudEvent(CloudEvent.IdOf(type, key), type, $"matches/{subjects.MatchId}", at, new NoticeOnlyData(href));
        return Tell(context, subjects.TalentId, new Telling(told, Addressed.Bureau(new NoticeDraft(state, subjects, href) { Until = until }, region)));
    }

    private Task Tell(ConsumeContext context, Guid? named, params IReadOnlyList<Telling> tellings) =>
        announcer.Tell(context.MessageId!.Value, nameof(AnnounceLivesConsumer), named, tellings, context.CancellationToken);
}
