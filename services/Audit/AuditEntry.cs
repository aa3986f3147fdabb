using System.Text.Json.Nodes;
using Matchmaking.Access;

namespace Matchmaking.Audit;

/// <summary>Who did what to which revision of what. Ids and codes only: nothing personal and no free text is ever written down here.</summary>
/// <param name="Organisations">Credit codes of those whom the act concerns; each gets an entry in its own chain. <see cref="Platform"/> where it concerns nobody in particular.</param>
/// <param name="Actor">The account or API client, or <c>service:</c> and the name of a service that acted by itself.</param>
/// <param name="ActorOrganisation">Credit code of the organisation that the actor acted for, or <see cref="Platform"/>.</param>
/// <param name="Action">Stable code, subject and past participle, such as <c>demand.published</c>.</param>
/// <param name="SubjectKind">What was acted on, such as <c>demand</c>.</param>
/// <param name="SubjectId">Its id; visible ASCII, at most 200 characters.</param>
/// <param name="Revision">The revision that came of it; null where the subject has none.</param>
/// <param name="Detail">What else must be known, such as a ranking digest: codes, digests and numbers, at most 4 KB. May be erased later.</param>
public sealed record AuditEntry(
    IReadOnlyCollection<string> Organisations,
    string Actor,
    string ActorOrganisation,
    string Action,
    string SubjectKind,
    string SubjectId,
    long? Revision = null,
    JsonObject? Detail = null)
{
    /// <summary>Stands for an organisation where the platform itself acts or is concerned. Only operators read its chain.</summary>
    public const string Platform = "platform";

    /// <summary>An act of the caller that concerns the caller's organisation; <c>with { Organisations = ... }</c> names others.</summary>
    public static AuditEntry By(Caller caller, string action, string subjectKind, string subjectId, long? revision = null, JsonObject? detail = null) =>
        new([caller.Organisation], caller.Subject, caller.Organisation, action, subjectKind, subjectId, revision, detail);

    /// <summary>An act of a service (kebab case) that nobody asked for at that moment, such as a ranking.</summary>
    public static AuditEntry ByService(
        string service, IReadOnlyCollection<string> organisations, string action, string subjectKind, string subjectId, long? revision = null, JsonObject? detail = null) =>
        new(organisations, $"service:{service}", Platform, action, subjectKind, subjectId, revision, detail);
}
