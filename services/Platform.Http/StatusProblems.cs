using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Platform.Http;

/// <summary>Answers without a body (no such address, wrong method ...) become problem details, whatever the caller accepts.</summary>
public static class StatusProblems
{
    /// <summary>Adds the middleware.</summary>
    public static void UseStatusProblems(this WebApplication app) =>
        app.UseStatusCodePages(context => Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));

    /// <summary>The problem that an answer with <paramref name="status"/> and nothing else stands for.</summary>
    public static ProblemHttpResult Of(int status) => status switch
    {
        401 => ApiProblem.Of(status, "not_authenticated", "Send a valid access token as Authorization: Bearer; POST /connect/token gives one."),
        403 => ApiProblem.Of(status, "not_allowed", "The caller's role, or the scope of the token, does not allow this."),
        404 => ApiProblem.Of(status, "not_found", "Nothing is at this address."),
        405 => ApiProblem.Of(status, "method_not_allowed", "This address does not take this method; Allow names those it takes."),
        413 => ApiProblem.Of(status, "body_too_large", "The body is larger than this address takes."),
        415 => ApiProblem.Of(status, "unsupported_media_type", "Send the body as application/json in UTF-8."),
        502 or 503 or 504 => ApiProblem.Of(status, "service_unavailable", "A service cannot be reached now; try again."),
        >= 500 => ApiProblem.Of(status, "internal_error", "Something failed on our side; the log has it under the trace id."),
        _ => ApiProblem.Of(status, "invalid_request", "The request has not the form it must have."),
    };
}
