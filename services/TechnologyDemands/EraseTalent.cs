using Matchmaking.Erasure;

namespace Matchmaking.TechnologyDemands;

/// <summary>Of experts this service holds only who was agreed with; needs name none.</summary>
public static class EraseTalent
{
    private const string DeleteGrants = "delete from contact_grant where talent_id = @TalentId";

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("technology-demands", (work, cancellation) => work.Run("contact_grant", "deleted", DeleteGrants, cancellation));
}
