using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Insights.Facts;

/// <summary>Notes needs: where they are, that they were opened and closed, that their first list could be read.</summary>
public sealed class FollowDemandsConsumer(FactLedger ledger) : IConsumer<DemandPublished>, IConsumer<DemandClosed>, IConsumer<ListQueued>
{
    // Withdrawn from matching to be verified once more, or turned confidential: not the end of a need.
    private static readonly string[] Pauses = ["in_verification", "confidential"];

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DemandPublished> context)
    {
        var (told, subject) = (context.Message, $"{context.Message.DemandId}");
        var demand = told.Demand;
        return Note(
            context,
            new SubjectState(subject, told.Revision, "demand", demand.Enterprise.CreditCode, demand.RegionCode, demand.Field is { } field ? [field] : []),
            new Fact(FactKinds.DemandPublished, subject, told.FirstPublishedAt ?? told.PublishedAt, subject) { DemandId = told.DemandId });
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DemandClosed> context)
    {
        var told = context.Message;
        return Note(
            context, null, Pauses.Contains(told.Reason) ? null : new Fact(FactKinds.DemandClosed, $"{told.DemandId}", told.ClosedAt, $"{told.DemandId}") { DemandId = told.DemandId, ReasonCodes = [told.Reason] });
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ListQueued> context)
    {
        var told = context.Message;
        return Note(context, null, new Fact(FactKinds.ListReady, $"{told.DemandId}", told.QueuedAt, $"{told.DemandId}") { DemandId = told.DemandId });
    }

    private Task Note(ConsumeContext context, SubjectState? state, Fact? fact) =>
        ledger.Note(context.MessageId!.Value, nameof(FollowDemandsConsumer), state, fact, context.CancellationToken);
}
