namespace Matchmaking.Audit;

/// <summary>An entry in its place.</summary>
/// <param name="Organisation">Whose chain.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">UTC, to the microsecond.</param>
/// <param name="Actor">Account, client or <c>service:</c>.</param>
/// <param name="ActorOrganisation">Whom the actor acted for.</param>
/// <param name="Action">Code.</param>
/// <param name="SubjectKind">What was acted on.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Revision">Revision that came of it.</param>
/// <param name="RequestId">W3C trace id.</param>
/// <param name="Detail">JSON as it was hashed; null when there is none or it was erased.</param>
/// <param name="DetailSalt">16 random bytes before the detail, so that its hash tells nothing once it is erased.</param>
/// <param name="DetailHash">SHA-256 of salt and detail; null when there never was one.</param>
/// <param name="PreviousHash">Hash of the entry before; 32 zeros for the first.</param>
/// <param name="Hash">What <see cref="EntryHash"/> makes of all this.</param>
internal sealed record ChainedEntry(
    string Organisation,
    long Sequence,
    DateTime At,
    string Actor,
    string ActorOrganisation,
    string Action,
    string SubjectKind,
    string SubjectId,
    long? Revision,
    string? RequestId,
    string? Detail,
    byte[]? DetailSalt,
    byte[]? DetailHash,
    byte[] PreviousHash,
    byte[] Hash)
{
    /// <summary>Columns of audit_entry in the order of this record.</summary>
    public const string Columns = """
        organisation as Organisation, sequence as Sequence, at as At, actor as Actor, actor_organisation as ActorOrganisation, action as Action,
        subject_kind as SubjectKind, subject_id as SubjectId, revision as Revision, request_id as RequestId, detail::text as Detail,
        detail_salt as DetailSalt, detail_hash as DetailHash, previous_hash as PreviousHash, hash as Hash
        """;
}
