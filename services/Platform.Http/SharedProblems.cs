using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Platform.Http;

/// <summary>Problems that more than one service answers in the same words.</summary>
public static class SharedProblems
{
    /// <summary>If-Match names another revision.</summary>
    public static ProblemHttpResult RevisionChanged(long current) =>
        ApiProblem.Of(412, "revision_changed", $"Somebody changed it meanwhile: it is at revision {current}. Read it again.");

    /// <summary>A change that does not say what it changes.</summary>
    public static ProblemHttpResult IfMatchMissing() =>
        ApiProblem.Of(428, "precondition_required", "Send the ETag that was read as If-Match, so that nobody's change is lost; If-Match: * changes whatever stands there.");

    /// <summary>What belongs to another organisation.</summary>
    public static ProblemHttpResult NotYours(string field) => ApiProblem.Of(
        403, "not_yours", "This belongs to another organisation; only its own members or the operator of a bureau may enter or change it.",
        new FieldError(field, "not_yours", "Name your own organisation."));

    /// <summary>The code in the address and in the body differ.</summary>
    public static ProblemHttpResult CreditCodeFixed() =>
        ApiProblem.Invalid400(new FieldError("creditCode", "credit_code_fixed", "The credit code in the body must be the one in the address."));
}

/// <summary>How many were announced again.</summary>
public sealed record Republished(int Count);
