using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.Audit;

/// <summary>
/// The audit trail of a service: what was done is written down in the transaction of the change and chained soon after the commit by
/// <see cref="ChainEntries"/>. An entry that waits for its place in the chain makes no other transaction wait.
/// </summary>
public static class AuditTrail
{
    // When it was the database says, so that no caller can date an act back.
    private const string InsertEntries = """
        insert into audit_unchained (organisation, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id, detail)
        select organisation, $2, $3, $4, $5, $6, $7::bigint, $8, $9::json
        from unnest($1) organisation
        """;

    private const string InsertAlike = """
        insert into audit_unchained (organisation, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id)
        select organisation, $3, $4, $5, $6, subject_id, $7::bigint, $8
        from unnest($2) with ordinality subject (subject_id, place) cross join unnest($1) organisation order by place
        """;

    private const string EraseSubject = "select audit_erase_details(@SubjectKind, @SubjectId, @Actor, @ActorOrganisation)";

    // As the answers of the API are written, so that a reader gets the very bytes that were hashed.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes down within <paramref name="transaction"/> what it does, for every organisation that it concerns, with the trace of the request.
    /// Called after the change, under its lock, so that the entries of a subject are chained in the order of its revisions.</summary>
    /// <exception cref="ArgumentException">The entry holds what is no id, code, digest or number.</exception>
    /// <exception cref="PostgresException">A caller's transaction names another organisation as the actor's, or the detail has more than 4 KB.</exception>
    public static Task Record(NpgsqlTransaction transaction, AuditEntry entry, CancellationToken cancellation)
    {
        CodesOnly.Check(entry);
        return Deferral.Execute(
            transaction,
            InsertEntries,
            cancellation,
            entry.Organisations.Distinct(StringComparer.Ordinal).ToArray(),
            entry.Actor,
            entry.ActorOrganisation,
            entry.Action,
            entry.SubjectKind,
            entry.SubjectId,
            entry.Revision,
            Activity.Current?.TraceId.ToString(),
            entry.Detail?.ToJsonString(Json));
    }

    /// <summary>As one entry for each of <paramref name="subjects"/>, which differ by nothing else and have no detail, in one statement: for an import.</summary>
    /// <inheritdoc cref="Record(NpgsqlTransaction, AuditEntry, CancellationToken)" path="/exception"/>
    public static Task RecordEach(NpgsqlTransaction transaction, AuditEntry entry, IReadOnlyCollection<string> subjects, CancellationToken cancellation)
    {
        foreach (var subject in subjects)
        {
            CodesOnly.Check(entry with { SubjectId = subject });
        }

        return Deferral.Execute(
            transaction,
            InsertAlike,
            cancellation,
            entry.Organisations.Distinct(StringComparer.Ordinal).ToArray(),
            subjects.ToArray(),
            entry.Actor,
            entry.ActorOrganisation,
            entry.Action,
            entry.SubjectKind,
            entry.Revision,
            Activity.Current?.TraceId.ToString());
    }

    /// <summary>
    /// Erases the details of everything that was done to a subject, in every organisation's chain, as background code. The chains hold: their hashes
    /// stay, and an entry <c>audit.detail_erased</c> is written down for each.
    /// </summary>
    /// <returns>How many chained entries lost their detail.</returns>
    public static Task<long> EraseDetails(
        NpgsqlTransaction transaction, string subjectKind, string subjectId, string actor, string actorOrganisation, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            EraseSubject,
            new { SubjectKind = subjectKind, SubjectId = subjectId, Actor = actor, ActorOrganisation = actorOrganisation },
            transaction,
            cancellationToken: cancellation));
}
