using Matchmaking.Erasure;

namespace Matchmaking.Insights.Facts;

/// <summary>
/// Erases an expert: another id, which is nobody's, stands in the place of the expert's in all facts and states. Figures stay the same to the unit, of past dates too, and nothing leads
/// from them to the expert.
/// </summary>
public static class EraseTalent
{
    // One id for all: experts are counted each once. Told again, there is nothing left to change.
    private const string PutAnotherId = """
        with nobody as (select gen_random_uuid() as id),
        changed_state as (
            update subject_state set subject = nobody.id::text from nobody where subject = @TalentId::text returning 1)
        update fact set talent_id = nobody.id, subject = case when subject = @TalentId::text then nobody.id::text else subject end,
            key = case when key = @TalentId::text then nobody.id::text else key end
        from nobody where talent_id = @TalentId
        """;

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("insights", (work, cancellation) => work.Run("fact", "redacted", PutAnotherId, cancellation));
}
