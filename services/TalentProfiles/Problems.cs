using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static partial class Problems
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
    public static ProblemHttpResult OrcidTaken() =>
        ApiProblem.Of(409, "orcid_taken", "An ORCID iD belongs to one expert; revise that expert with PUT.", OrcidTakenField());

    /// <summary>As <see cref="OrcidTaken"/>, for a row of an import.</summary>
    public static FieldError OrcidTakenField() =>
        new("orcid", "orcid_taken", "Another expert is registered with this ORCID iD.");

    /// <summary>No expert has the id.</summary>
    public static ProblemHttpResult ExpertNotFound(Guid expertId) =>
        ApiProblem.Of(404, "expert_not_found", $"There is no expert {expertId}.");

    /// <summary>Who has left does not change any more.</summary>
    public static ProblemHttpResult ExpertWithdrawn() =>
        ApiProblem.Of(409, "expert_withdrawn", "The expert has left the platform; to return, register anew with POST /v1/experts.");

    /// <summary>No contact, or none that the caller may read: which of the two is not told.</summary>
    public static ProblemHttpResult ContactNotFound() =>
        ApiProblem.Of(404, "contact_not_found", "There is no contact here, or it is not disclosed to you: that needs both sides of a match to agree.");

    /// <summary>The expert has no such achievement.</summary>
    public static ProblemHttpResult AchievementNotFound(Guid achievementId) =>
        ApiProblem.Of(404, "achievement_not_found", $"The expert has no achievement {achievementId}.");

    /// <summary>The consent was never given, or was taken back before.</summary>
    public static ProblemHttpResult ConsentNotGiven(string purpose) =>
        ApiProblem.Of(409, "consent_not_given", $"No consent to {purpose} stands that could be taken back.");

    /// <summary>No erasure has the id.</summary>
    public static ProblemHttpResult ErasureNotFound(Guid erasureId) =>
        ApiProblem.Of(404, "erasure_not_found", $"There is no erasure {erasureId}.");

    /// <summary>The list of achievements is full.</summary>
    public static ProblemHttpResult TooManyAchievements(int most) =>
        ApiProblem.Of(409, "too_many_achievements", $"An expert has at most {most} achievements; remove one first.");
}
