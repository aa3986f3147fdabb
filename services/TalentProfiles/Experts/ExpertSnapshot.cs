using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.TalentProfiles.Achievements;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>An expert with institute and achievements, as they stood together at one moment.</summary>
internal sealed record ExpertSnapshot
{
    // One statement sees one state of the database: achievements of a later revision never travel under an earlier one.
    private const string SelectSnapshots = """
        select e.expert_id as Id, e.revision as Revision, e.name as Name, e.title as Title, e.degree as Degree, e.disciplines as Disciplines,
               e.fields as Fields, e.research_directions as ResearchDirections, e.text as Text, e.service_modes as ServiceModes,
               e.regions_served as RegionsServed, e.capacity as Capacity, e.orcid as Orcid, e.consent as Consent, e.consent_at as ConsentAt, e.public_listing as PublicListing,
               e.created_at as CreatedAt, e.updated_at as UpdatedAt, e.withdrawn_at as WithdrawnAt,
               i.credit_code as InstituteCode, i.name as InstituteName, i.region_code as InstituteRegion, i.kind as InstituteKind,
               (select c.text_version from consent c
                where c.expert_id = e.expert_id and c.purpose = 'matching' and c.withdrawn_at is null order by c.consent_id desc limit 1) as ConsentTextVersion,
               (select jsonb_agg(
                           jsonb_build_object(
                               'id', a.achievement_id, 'kind', a.kind, 'title', a.title, 'date', a.achieved_on, 'role', a.role, 'text', a.text,
                               'amountYuan', a.amount_yuan)
                           order by a.achieved_on desc nulls last, a.achievement_id desc)
                from achievement a where a.expert_id = e.expert_id)::text as AchievementsJson
        from expert e join institute i on i.credit_code = e.institute_code
        where e.expert_id = any(@expertIds)
        order by e.expert_id
        """;

    public Guid Id { get; init; }

    public long Revision { get; init; }

    public string Name { get; init; } = "";

    public string? Title { get; init; }

    public string? Degree { get; init; }

    public string[] Disciplines { get; init; } = [];

    public string[] Fields { get; init; } = [];

    public string[] ResearchDirections { get; init; } = [];

    public string Text { get; init; } = "";

    public string[] ServiceModes { get; init; } = [];

    public string[] RegionsServed { get; init; } = [];

    public int Capacity { get; init; }

    public string? Orcid { get; init; }

    public bool Consent { get; init; }

    public DateTime ConsentAt { get; init; }

    /// <summary>Null for callers who may not see the history of consents, and where none stands.</summary>
    public string? ConsentTextVersion { get; init; }

    /// <summary>Null until the expert was asked.</summary>
    public bool? PublicListing { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? WithdrawnAt { get; init; }

    public string InstituteCode { get; init; } = "";

    public string InstituteName { get; init; } = "";

    public string InstituteRegion { get; init; } = "";

    public string InstituteKind { get; init; } = "";

    public string? AchievementsJson { get; init; }

    /// <summary>Newest first; those without a date last.</summary>
    public IReadOnlyList<AchievementView> Achievements() =>
        AchievementsJson is null ? [] : JsonSerializer.Deserialize<AchievementView[]>(AchievementsJson, JsonSerializerOptions.Web)!;

    /// <summary>True while the expert may be shown in public: agreed to be matched, and to be listed where that was asked.</summary>
    public bool IsListed => Consent && WithdrawnAt is null && PublicListing is not false;

    /// <summary>True for the institute and a bureau, and for everybody while the expert agrees to be matched.</summary>
    public bool IsVisibleTo(Caller caller) => caller.OnlyOrganisation is not { } only || only == InstituteCode || (Consent && WithdrawnAt is null);

    /// <summary>Reads the experts of <paramref name="expertIds"/> that exist, in the order of their ids.</summary>
    public static async Task<IReadOnlyList<ExpertSnapshot>> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] expertIds, CancellationToken cancellation) =>
        (await connection.QueryAsync<ExpertSnapshot>(
            new CommandDefinition(SelectSnapshots, new { expertIds }, transaction, cancellationToken: cancellation))).AsList();
}
