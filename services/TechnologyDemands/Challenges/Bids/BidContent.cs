using System.Text.Json;
using Dapper;
using Matchmaking.Erasure;
using Matchmaking.TechnologyDemands.Challenges.Panel;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>Stores what is bid: as it was sent, as the panel will read it, and its digest.</summary>
internal static class BidContent
{
    private const string UpsertContent = """
        insert into bid_content (bid_id, organisation_name, proposal, blind_proposal, price_yuan, milestones, blind_milestones, team, lead_talent_id, partners, digest)
        values (@BidId, @OrganisationName, @Proposal, @BlindProposal, @PriceYuan, @Milestones::jsonb, @BlindMilestones::jsonb, @Team::jsonb, @LeadTalentId, @Partners::jsonb, @Digest)
        on conflict on constraint bid_content_once do update
        set organisation_name = excluded.organisation_name, proposal = excluded.proposal, blind_proposal = excluded.blind_proposal, price_yuan = excluded.price_yuan, milestones = excluded.milestones,
            blind_milestones = excluded.blind_milestones, team = excluded.team, lead_talent_id = excluded.lead_talent_id, partners = excluded.partners, digest = excluded.digest
        """;

    /// <summary>Stores it in place of what stands there; a problem where it names an expert who was erased.</summary>
    public static async Task<ProblemHttpResult?> Store(NpgsqlTransaction transaction, Guid bidId, BidForm form, CancellationToken cancellation)
    {
        (string Field, Guid? Id)[] named = [("leadTalentId", form.LeadTalentId), .. (form.Team!.Experts ?? []).Select((expert, i) => ($"team.experts[{i}].talentId", expert.TalentId))];
        var ids = named.Select(one => one.Id).OfType<Guid>().ToArray();
        if (ids.Length > 0 && await ErasedTalents.Among(transaction, ids, cancellation) is { Count: > 0 } erased)
        {
            return Problems.ExpertErased(named.Where(one => one.Id is { } id && erased.Contains(id)).Select(one => one.Field));
        }

        var names = BlindText.NamesOf(form);
        var row = new
        {
            BidId = bidId,
            form.OrganisationName,
            form.Proposal,
            BlindProposal = BlindText.Mask(form.Proposal!, names),
            form.PriceYuan,
            Milestones = Json(form.Milestones!),
            BlindMilestones = Json(form.Milestones!.Select(milestone => milestone with { Title = BlindText.Mask(milestone.Title!, names) })),
            Team = Json(form.Team with { Members = form.Team.Members ?? [] }),
            form.LeadTalentId,
            Partners = Json(form.Partners ?? []),
            Digest = PanelSecret.Sha256(Json(form)),
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpsertContent, row, transaction, cancellationToken: cancellation));
        return null;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DemandRow.Json);
}
