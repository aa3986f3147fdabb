using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>No institute has the code.</summary>
    public static ProblemHttpResult InstituteNotFound(string creditCode) =>
        ApiProblem.Of(404, "institute_not_found", $"No institute is registered under {creditCode}.");

    /// <summary>The code is taken.</summary>
    public static ProblemHttpResult InstituteExists(string creditCode) =>
        ApiProblem.Of(409, "institute_exists", $"An institute is registered under {creditCode}; change it with PUT.");

    /// <summary>The institute of an expert is not registered.</summary>
    public static ProblemHttpResult InstituteUnknown(string creditCode) =>
        ApiProblem.Of(409, "institute_unknown", "Register the institute first: POST /v1/institutes.", InstituteUnknownField(creditCode));

    /// <summary>As <see cref="InstituteUnknown"/>, for a row of an import.</summary>
    public static FieldError InstituteUnknownField(string creditCode) =>
        new("instituteCreditCode", "institute_unknown", $"No institute is registered under {creditCode}.");

    /// <summary>Another active expert has the ORCID iD.</summary>
    public static ProblemHttpResult OrcidTaken(string orcid) =>
        ApiProblem.Of(409, "orcid_taken", "An ORCID iD belongs to one expert; revise that expert with PUT.", OrcidTakenField(orcid));

    /// <summary>As <see cref="OrcidTaken"/>, for a row of an import.</summary>
    public static FieldError OrcidTakenField(string orcid) =>
        new("orcid", "orcid_taken", $"Another expert is registered with the ORCID iD {orcid}.");

    /// <summary>No expert has the id.</summary>
    public static ProblemHttpResult ExpertNotFound(Guid expertId) =>
        ApiProblem.Of(404, "expert_not_found", $"There is no expert {expertId}.");

    /// <summary>Who has left does not change any more.</summary>
    public static ProblemHttpResult ExpertWithdrawn() =>
        ApiProblem.Of(409, "expert_withdrawn", "The expert has left the platform; to return, register anew with POST /v1/experts.");

    /// <summary>The expert has no such achievement.</summary>
    public static ProblemHttpResult AchievementNotFound(Guid achievementId) =>
        ApiProblem.Of(404, "achievement_not_found", $"The expert has no achievement {achievementId}.");

    /// <summary>The list of achievements is full.</summary>
    public static ProblemHttpResult TooManyAchievements(int most) =>
        ApiProblem.Of(409, "too_many_achievements", $"An expert has at most {most} achievements; remove one first.");

    /// <summary>An import in another form than the two taken.</summary>
    public static ProblemHttpResult ImportTypeUnsupported() =>
        ApiProblem.Of(415, "unsupported_media_type", "Send the experts as application/x-ndjson or text/csv, in UTF-8.");

    /// <summary>The key belongs to a finished import of another file.</summary>
    public static ProblemHttpResult ImportKeyReused() =>
        ApiProblem.Of(422, "idempotency_key_reused", "This Idempotency-Key was used with another file; take a new key for a new import.");

    /// <summary>A body without a stated length turned out too large after rows of it were stored.</summary>
    public static ProblemHttpResult ImportTooLarge(int stored) => ApiProblem.Of(
        413, "body_too_large", $"An import takes 64 MiB. {stored} rows before that were stored; send the rest in parts, under the same Idempotency-Key if there was one.");

    /// <summary>The database went away in the middle of an import.</summary>
    public static ProblemHttpResult ImportInterrupted(int stored) =>
        ApiProblem.Of(503, "import_interrupted", $"The database went away after {stored} rows were stored. Send the same file again under the same Idempotency-Key; without a key those rows would be stored twice.");
}
