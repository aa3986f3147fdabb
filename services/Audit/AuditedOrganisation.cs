using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Audit;

/// <summary>Whose trail a caller reads: the own one; the operator that of whom <c>organisation</c> names.</summary>
internal static class AuditedOrganisation
{
    /// <summary>Null where the parameter is absent, a credit code or the platform.</summary>
    public static FieldError? Fault(string? organisation) => organisation is null or AuditEntry.Platform || CreditCode.IsValid(organisation)
        ? null
        : new FieldError("organisation", "invalid_credit_code", $"A credit code (GB 32100), or {AuditEntry.Platform}.");

    /// <summary>403 where the caller may not read what concerns <paramref name="organisation"/>.</summary>
    public static ProblemHttpResult? Refuse(Caller caller, string? organisation) => organisation is null || caller.ActsFor(organisation)
        ? null
        : ApiProblem.Of(403, "not_allowed", "Only the operator reads the trail of another organisation.");
}
