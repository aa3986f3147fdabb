using Dapper;
using Matchmaking.Erasure;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>Erases an expert from this service: profile, contact and who read it, achievements, consents, what an import remembers of the row. What is left is the erasure itself.</summary>
public static class EraseTalent
{
    private const string HoldExpert = "select from expert where expert_id = @TalentId for update";

    private const string DeleteAchievements = "delete from achievement where expert_id = @TalentId";

    private const string DeleteConsents = "delete from consent where expert_id = @TalentId";

    private const string DeleteImportRows = "delete from import_row where row_id = @TalentId";

    private const string DeleteContact = "delete from expert_contact where expert_id = @TalentId";

    private const string DeleteGrants = "delete from contact_grant where expert_id = @TalentId";

    private const string DeleteDisclosures = "delete from contact_disclosure where expert_id = @TalentId";

    private const string DeleteExpert = "delete from expert where expert_id = @TalentId";

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("talent-profiles", Erase)
    {
        // What the certificate is about.
        PassedOver = new Dictionary<string, string> { ["erasure"] = "true" },
    };

    private static async Task Erase(ErasureWork work, CancellationToken cancellation)
    {
        await work.EraseDetails("expert", work.TalentId, cancellation);
        // First the expert is held: whoever changes it now waits, and then finds nobody.
        await work.Transaction.Connection!.ExecuteAsync(new CommandDefinition(HoldExpert, new { work.TalentId }, work.Transaction, cancellationToken: cancellation));
        await work.Run("achievement", "deleted", DeleteAchievements, cancellation);
        await work.Run("consent", "deleted", DeleteConsents, cancellation);
        await work.Run("import_row", "deleted", DeleteImportRows, cancellation);
        await work.Run("expert_contact", "deleted", DeleteContact, cancellation);
        await work.Run("contact_grant", "deleted", DeleteGrants, cancellation);
        await work.Run("contact_disclosure", "deleted", DeleteDisclosures, cancellation);
        await work.Run("expert", "deleted", DeleteExpert, cancellation);
    }
}
