using Matchmaking.Audit;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.MatchReview.Agreements;

/// <summary>Tells followers and both audit trails of agreements: the one place that turns what two sides said into an event.</summary>
internal static class AgreementEvents
{
    /// <summary>Tells what became of an agreement, where that is another than <paramref name="wasAgreed"/>. <paramref name="act"/> says who did it.</summary>
    public static async Task Tell(NpgsqlTransaction transaction, bool wasAgreed, Agreement now, AuditEntry act, CancellationToken cancellation)
    {
        if (now.IsAgreed != wasAgreed && now.Told is { } told)
        {
            await Outbox.Add(transaction, told, cancellation);
            await AuditTrail.Record(
                transaction,
                act with
                {
                    Organisations = [told.EnterpriseCode, told.InstituteCode, act.ActorOrganisation],
                    Action = told.Agreed ? "match.contacts_agreed" : "match.contacts_withdrawn",
                    Revision = told.Revision,
                    Detail = null,
                },
                cancellation);
        }
    }
}
