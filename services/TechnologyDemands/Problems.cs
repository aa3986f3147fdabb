using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static partial class Problems
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

    /// <summary>What is being verified does not change; what was vetoed does not until the veto is lifted.</summary>
    public static ProblemHttpResult DemandInVerification(string status) => status == "vetoed"
        ? ApiProblem.Of(409, "demand_vetoed", "The demand was vetoed (一票否决); GET …/verification says why, and whoever may lift the veto is asked with what speaks for it.")
        : ApiProblem.Of(409, "demand_in_verification", "The demand is being verified and stays as it was submitted; POST …/verification:withdraw takes it back.");

    /// <summary>A step of a need that does not wait for one.</summary>
    public static ProblemHttpResult VerificationNotWaiting(LastStep? last)
    {
        var problem = ApiProblem.Of(409, "verification_not_waiting", last is null ? "The demand was never submitted." : $"The demand does not wait for this: {last.Act} by {last.Level} came last.");
        problem.ProblemDetails.Extensions["last"] = last;
        return problem;
    }

    /// <summary>A step of a level whose turn it is not, or no longer.</summary>
    public static ProblemHttpResult VerificationMoved(string waiting, LastStep last)
    {
        var problem = ApiProblem.Of(409, "verification_moved", $"The demand waits for {waiting}: {last.Act} by {last.Level} came last.");
        problem.ProblemDetails.Extensions["waiting"] = waiting;
        problem.ProblemDetails.Extensions["last"] = last;
        return problem;
    }

    /// <summary>A return to a level that this need does not pass.</summary>
    public static ProblemHttpResult LevelNotInChain(IReadOnlyList<string> levels) =>
        ApiProblem.Invalid400(new FieldError("returnTo", "level_not_in_chain", $"This demand passes {string.Join(", ", levels)}."));

    /// <summary>Who calls does not act on the level.</summary>
    public static ProblemHttpResult NotOfThisLevel(string level) => ApiProblem.Of(403, "not_of_this_level", $"Your role or your organisation does not act on the level {level}.");

    /// <summary>An API client verifies nothing.</summary>
    public static ProblemHttpResult PeopleVerify() => ApiProblem.Of(403, "people_only", "People verify, with accounts of their own; an API client does not.");

    /// <summary>An account acts on one level of a round.</summary>
    public static ProblemHttpResult VerifiedOnAnotherLevel(string level) =>
        ApiProblem.Of(403, "verified_on_another_level", $"You have acted on the level {level} of this round; somebody else acts on another.");

    /// <summary>Whoever filed a need does not verify it.</summary>
    public static ProblemHttpResult FilerDoesNotVerify() => ApiProblem.Of(403, "filer_does_not_verify", "You have filed this demand; somebody else verifies it.");

    /// <summary>A veto holds against levels below.</summary>
    public static ProblemHttpResult VetoOfHigherLevel(string level) => ApiProblem.Of(403, "veto_of_higher_level", $"The level {level} has vetoed the demand; none below it lifts that.");

    /// <summary>Figures are corrected once they are published.</summary>
    public static ProblemHttpResult FiguresNotPublished() => ApiProblem.Of(409, "figures_not_published", "The demand was never published; return it where its figures are not true.");

    /// <summary>No such figure was filed.</summary>
    public static ProblemHttpResult FigureNotFiled() => ApiProblem.Of(409, "figure_not_filed", "The demand has no such figure; GET …/figures names those it has.");

    /// <summary>Somebody has corrected the figure, or the enterprise has filed another.</summary>
    public static ProblemHttpResult FigureChanged(decimal? stands)
    {
        var problem = ApiProblem.Of(409, "figure_changed", "The figure is not what valueBefore says; GET …/figures answers what it is.");
        problem.ProblemDetails.Extensions["stands"] = stands;
        return problem;
    }

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
