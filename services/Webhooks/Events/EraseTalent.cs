using Matchmaking.Erasure;

namespace Matchmaking.Webhooks.Events;

/// <summary>
/// Erases an expert: whose institute it is, and every event and notice that names the expert, with deliveries and their attempts, sent or not. An event is
/// signed over its bytes, so none is left with a part taken out.
/// </summary>
public static class EraseTalent
{
    private const string DeleteDeliveries = "delete from delivery d using event e where e.event_id = d.event_id and lower(e.body) like any(@Needles)";

    private const string DeleteEvents = "delete from event where lower(body) like any(@Needles)";

    private const string DeleteWaiting = "delete from waiting_event where party_id = @TalentId";

    // What one of them waits for by mail goes with it.
    private const string DeleteNotices = "delete from notice where talent_id = @TalentId or waits_for = @TalentId or lower(href) like any(@Needles)";

    private const string DeleteParty = "delete from party where party_id = @TalentId";

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("webhooks", Erase);

    private static async Task Erase(ErasureWork work, CancellationToken cancellation)
    {
        await work.Run("delivery", "deleted", DeleteDeliveries, cancellation);
        await work.Run("event", "deleted", DeleteEvents, cancellation);
        await work.Run("waiting_event", "deleted", DeleteWaiting, cancellation);
        await work.Run("notice", "deleted", DeleteNotices, cancellation);
        await work.Run("party", "deleted", DeleteParty, cancellation);
    }
}
