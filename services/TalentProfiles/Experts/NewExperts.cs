using System.Text.Json;
using Dapper;
using Matchmaking.TalentProfiles.Achievements;
using Matchmaking.TalentProfiles.Consents;
using Matchmaking.TalentProfiles.Contacts;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>An expert about to be stored.</summary>
internal sealed record NewExpert(Guid ExpertId, ExpertForm Form);

/// <summary>Stores experts with their achievements, one or a batch, in a few statements.</summary>
internal static class NewExperts
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // The only conflict a fresh id leaves is the ORCID iD. To pass over it keeps the rest of a batch alive, which an error would undo.
    private const string InsertExperts = """
        insert into expert (expert_id, institute_code, name, title, degree, disciplines, fields, research_directions, text, service_modes,
                            regions_served, capacity, orcid, consent, consent_at, revision, created_at, updated_at)
        select expert_id, institute_credit_code, name, title, degree, coalesce(disciplines, '{}'), coalesce(fields, '{}'),
               coalesce(research_directions, '{}'), text, service_modes, regions_served, capacity, orcid, consent, @now, 1, @now, @now
        from jsonb_to_recordset(@rows::jsonb) as entered (
            expert_id uuid, institute_credit_code text, name text, title text, degree text, disciplines text[], fields text[],
            research_directions text[], text text, service_modes text[], regions_served text[], capacity int, orcid text, consent boolean)
        on conflict (orcid) where withdrawn_at is null do nothing
        returning expert_id
        """;

    /// <summary>Stores and announces <paramref name="experts"/>; answers the ids of those stored. The rest have an ORCID iD that is taken.</summary>
    /// <exception cref="PostgresException">Constraint expert_institute: an institute is not registered.</exception>
    public static async Task<HashSet<Guid>> Insert(
        NpgsqlTransaction transaction, IReadOnlyCollection<NewExpert> experts, ExpertContacts contacts, string recordedBy, DateTimeOffset now, CancellationToken cancellation)
    {
        // In the order of their ORCID iDs: two batches that hold the same ones wait for each other instead of locking each other out.
        var rows = JsonSerializer.Serialize(
            experts.OrderBy(e => e.Form.Orcid, StringComparer.Ordinal).Select(e => new
            {
                e.ExpertId,
                e.Form.InstituteCreditCode,
                e.Form.Name,
                e.Form.Title,
                e.Form.Degree,
                e.Form.Disciplines,
                e.Form.Fields,
                e.Form.ResearchDirections,
                e.Form.Text,
                e.Form.ServiceModes,
                e.Form.RegionsServed,
                e.Form.Capacity,
                e.Form.Orcid,
                e.Form.Consent,
            }),
            Json);
        var stored = (await transaction.Connection!.QueryAsync<Guid>(
            new CommandDefinition(InsertExperts, new { rows, now }, transaction, cancellationToken: cancellation))).ToHashSet();
        await AchievementRows.Insert(
            transaction,
            [.. experts.Where(e => stored.Contains(e.ExpertId)).SelectMany(e => (e.Form.Achievements ?? []).Select(a => new NewAchievement(Guid.CreateVersion7(now), e.ExpertId, a)))],
            cancellation);
        var consents = experts.Where(e => stored.Contains(e.ExpertId) && e.Form.Consent == true)
            .Select(e => new GivenConsent(e.ExpertId, Purposes.Matching, e.Form.ConsentTextVersion ?? ConsentTexts.Current(Purposes.Matching), now));
        await ConsentRows.Add(transaction, [.. consents], recordedBy, now, cancellation);
        var entered = experts.Where(e => e.Form.Contact is not null && stored.Contains(e.ExpertId))
            .Select(e => new EnteredContact(e.ExpertId, e.Form.InstituteCreditCode!, e.Form.Contact!));
        await contacts.Add(transaction, [.. entered], now, cancellation);
        await ExpertEvents.Announce(transaction, stored, now, cancellation);
        return stored;
    }
}
