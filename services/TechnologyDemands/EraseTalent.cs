using Matchmaking.Erasure;

namespace Matchmaking.TechnologyDemands;

/// <summary>Of experts this service holds who was agreed with, and who leads a bid for a challenge or works in its team; needs name none.</summary>
public static class EraseTalent
{
    private const string DeleteGrants = "delete from contact_grant where talent_id = @TalentId";

    // The digest of the bid stays, so that the draw of its panel can be shown to be right; the name goes wherever it stands.
    private const string EraseLead = $"""
        update bid_content c
        set lead_talent_id = null, team = c.team || jsonb_build_object('lead', '■■■', 'members', list_without_name(c.team -> 'members', '', named.name)), {Texts}
        from (select bid_id, team ->> 'lead' as name from bid_content where lead_talent_id = @TalentId) named
        where named.bid_id = c.bid_id
        """;

    private const string EraseMember = $"""
        update bid_content c
        set team = c.team || jsonb_build_object(
                'members', list_without_name(c.team -> 'members', '', named.name),
                'experts', (select jsonb_agg(case when it ->> 'talentId' = @TalentId::text then jsonb_build_object('talentId', null, 'name', '■■■') else it end order by place)
                            from jsonb_array_elements(c.team -> 'experts') with ordinality one (it, place))),
            {Texts}
        from (select bid_id, it ->> 'name' as name from bid_content, jsonb_array_elements(team -> 'experts') it
              where team -> 'experts' @> jsonb_build_array(jsonb_build_object('talentId', @TalentId::text)) and it ->> 'talentId' = @TalentId::text) named
        where named.bid_id = c.bid_id
        """;

    // Names are blacked out in what the panel reads, as the form has them: one that was written otherwise stands there too.
    private const string Texts = """
        proposal = without_name(c.proposal, named.name), blind_proposal = without_name(c.blind_proposal, named.name),
            milestones = list_without_name(c.milestones, 'title', named.name), blind_milestones = list_without_name(c.blind_milestones, 'title', named.name)
        """;

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("technology-demands", async (work, cancellation) =>
    {
        await work.Run("contact_grant", "deleted", DeleteGrants, cancellation);
        await work.Run("bid_content", "name_erased", EraseLead, cancellation);
        await work.Run("bid_content", "name_erased", EraseMember, cancellation);
    });
}
