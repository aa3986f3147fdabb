using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Diagnosis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>No enterprise has the code.</summary>
    public static ProblemHttpResult EnterpriseNotFound(string creditCode) =>
        ApiProblem.Of(404, "enterprise_not_found", $"No enterprise is registered under {creditCode}.");

    /// <summary>The enterprise of a demand is not registered.</summary>
    public static ProblemHttpResult EnterpriseUnknown(string creditCode) => ApiProblem.Of(
        409,
        "enterprise_unknown",
        "Register the enterprise first: POST /v1/enterprises.",
        new FieldError("enterpriseCreditCode", "enterprise_unknown", $"No enterprise is registered under {creditCode}."));

    /// <summary>The code is taken.</summary>
    public static ProblemHttpResult EnterpriseExists(string creditCode) =>
        ApiProblem.Of(409, "enterprise_exists", $"An enterprise is registered under {creditCode}; change it with PUT.");

    /// <summary>No demand has the id.</summary>
    public static ProblemHttpResult DemandNotFound(Guid demandId) =>
        ApiProblem.Of(404, "demand_not_found", $"There is no demand {demandId}.");

    /// <summary>Closed demands do not change.</summary>
    public static ProblemHttpResult DemandClosed(string? reason) =>
        ApiProblem.Of(409, "demand_closed", $"The demand is closed ({reason}); post a new one.");

    /// <summary>Publishing what is published already.</summary>
    public static ProblemHttpResult DemandAlreadyPublished() =>
        ApiProblem.Of(409, "demand_already_published", "The demand stands open already; PUT revises it.");

    /// <summary>保密 needs never reach open matching.</summary>
    public static ProblemHttpResult DemandConfidential() => ApiProblem.Of(
        409,
        "demand_confidential",
        "A confidential demand is not published to matching; make it targeted or public first.",
        new FieldError("visibility", "demand_confidential", "confidential demands stay with the bureau."));

    /// <summary>The deadline lies in the past.</summary>
    public static ProblemHttpResult DeadlinePassed(DateOnly deadline) => ApiProblem.Of(
        409, "deadline_passed", $"The deadline {deadline:yyyy-MM-dd} has passed; set a later one.", new FieldError("deadline", "deadline_passed", "Set a later date."));

    /// <summary>The bureau lets only needs be published that its diagnosis calls clear enough; the questions say what is missing.</summary>
    public static ProblemHttpResult DemandUnclear(DemandDiagnosis diagnosis) => ApiProblem.Of(
        409,
        "demand_unclear",
        $"The diagnosis gives {diagnosis.Points} of 20 points ({string.Join(", ", diagnosis.Criteria.Select(criterion => $"{criterion.Code} {criterion.Points}"))}) and says {diagnosis.Verdict}. POST /v1/demands:diagnose tells it whole.",
        [.. diagnosis.Questions.Select(question => new FieldError(question.Field, question.Slot, $"{question.Text} {question.TextEnglish}"))]);

    /// <summary>The enterprise of a demand does not change.</summary>
    public static ProblemHttpResult EnterpriseFixed() =>
        ApiProblem.Invalid400(new FieldError("enterpriseCreditCode", "enterprise_fixed", "A demand stays with the enterprise that posted it."));

    /// <summary>No contact, or none that the caller may read: which of the two is not told.</summary>
    public static ProblemHttpResult ContactNotFound() =>
        ApiProblem.Of(404, "contact_not_found", "There is no contact here, or it is not disclosed to you: that needs both sides of a match to agree.");

    /// <summary>A new demand without a contact.</summary>
    public static ProblemHttpResult ContactRequired() =>
        ApiProblem.Invalid400(new FieldError("contact", "required", "Say whom to ask; it is stored encrypted and never published."));
}
