using Matchmaking.Erasure;

namespace Matchmaking.TechnologyDemands;

/// <summary>Of experts this service holds who was agreed with, and who leads a bid for a challenge; needs name none.</summary>
public static class EraseTalent
{
    private const string DeleteGrants = "delete from contact_grant where talent_id = @TalentId";

    // The digest of the bid stays, so that the draw of its panel can be shown to be right; the name goes wherever it stands.
    private const string EraseLead = """
        update bid_content
        set lead_talent_id = null, team = jsonb_set(team, '{lead}', '"■■■"'), proposal = replace(proposal, team ->> 'lead', '■■■'), blind_proposal = replace(blind_proposal, team ->> 'lead', '■■■'),
            milestones = (select jsonb_agg(jsonb_set(it, '{title}', to_jsonb(replace(it ->> 'title', team ->> 'lead', '■■■'))) order by place) from jsonb_array_elements(milestones) with ordinality one (it, place))
        where lead_talent_id = @TalentId
        """;

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("technology-demands", async (work, cancellation) =>
    {
        await work.Run("contact_grant", "deleted", DeleteGrants, cancellation);
        await work.Run("bid_content", "name_erased", EraseLead, cancellation);
    });
}
