using MassTransit;
using Matchmaking.Contracts.MatchReview;

namespace Matchmaking.Insights.Facts;

/// <summary>Notes what becomes of matches: decisions, willingness of both sides, every stage.</summary>
public sealed class FollowMatchesConsumer(FactLedger ledger) : IConsumer<MatchDecided>, IConsumer<ContactsAgreed>, IConsumer<MatchProgressed>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchDecided> context)
    {
        var told = context.Message;
        var kind = told.Decision switch { "accepted" => FactKinds.MatchAccepted, "held" => FactKinds.MatchHeld, _ => FactKinds.MatchRejected };
        return Note(context, Of(kind, $"{told.MatchId} {told.Number}", told.DecidedAt, told.MatchId, told.DemandId, told.TalentId) with { ReasonCodes = told.ReasonCodes });
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<ContactsAgreed> context)
    {
        var told = context.Message;
        return Note(context, told.Agreed ? Of(FactKinds.SidesWilling, $"{told.MatchId} {told.Revision}", told.ToldAt, told.MatchId, told.DemandId, told.TalentId) : null);
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<MatchProgressed> context)
    {
        var told = context.Message;
        return Note(context, Of($"match_{told.Stage}", $"{told.MatchId}", told.ProgressedAt, told.MatchId, told.DemandId, told.TalentId) with
        {
            HappenedOn = told.HappenedOn,
            AmountYuan = told.AmountYuan,
            TransactionYuan = told.TransactionAmountYuan,
            ReasonCodes = told.ReasonCodes,
        });
    }

    private static Fact Of(string kind, string key, DateTimeOffset at, Guid match, Guid demand, Guid talent) =>
        new(kind, key, at, $"{demand}") { MatchId = match, DemandId = demand, TalentId = talent };

    private Task Note(ConsumeContext context, Fact? fact) => ledger.Note(context.MessageId!.Value, nameof(FollowMatchesConsumer), null, fact, context.CancellationToken);
}
