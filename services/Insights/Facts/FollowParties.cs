using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Contracts.TalentProfiles;

namespace Matchmaking.Insights.Facts;

/// <summary>Notes experts and organisations: where they are, and that they came. No name is kept.</summary>
public sealed class FollowPartiesConsumer(FactLedger ledger) : IConsumer<TalentPublished>, IConsumer<OrganisationApproved>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentPublished> context)
    {
        var (told, subject) = (context.Message, $"{context.Message.TalentId}");
        var institute = told.Profile.Institute;
        return Note(
            context,
            new SubjectState(subject, told.Revision, "expert", institute.CreditCode, institute.RegionCode, told.Profile.Fields),
            new Fact(FactKinds.ExpertJoined, subject, told.PublishedAt, subject) { TalentId = told.TalentId });
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<OrganisationApproved> context)
    {
        var told = context.Message;
        if (told.Kind is not ("enterprise" or "institute"))
        {
            return Task.CompletedTask;
        }

        return Note(
            context,
            new SubjectState(told.CreditCode, told.Revision, told.Kind, told.CreditCode, told.RegionCode, []),
            new Fact(told.Kind == "enterprise" ? FactKinds.EnterpriseJoined : FactKinds.InstituteJoined, told.CreditCode, told.ApprovedAt, told.CreditCode));
    }

    private Task Note(ConsumeContext context, SubjectState state, Fact fact) =>
        ledger.Note(context.MessageId!.Value, nameof(FollowPartiesConsumer), state, fact, context.CancellationToken);
}
