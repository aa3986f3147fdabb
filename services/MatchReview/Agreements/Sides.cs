using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Agreements;

/// <summary>Who speaks for which side of a match.</summary>
internal static class Sides
{
    /// <summary>The side that <paramref name="caller"/> speaks for: who acts for an organisation for its own, an operator for the one that is <paramref name="named"/>.</summary>
    public static (string Side, ProblemHttpResult? Problem) Of(Caller caller, string? enterpriseCode, string? named)
    {
        if (caller.Roles.Contains(Roles.Operator))
        {
            return named is null ? ("", ApiProblem.Invalid400(new FieldError("side", "required", "Say for which side: enterprise or institute."))) : (named, null);
        }

        var own = caller.Roles.Contains(Roles.Enterprise) && caller.Organisation == enterpriseCode ? "enterprise" : "institute";
        return named is not null && named != own ? ("", SharedProblems.NotYours("side")) : (own, null);
    }
}
