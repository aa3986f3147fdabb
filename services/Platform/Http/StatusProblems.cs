using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>Answers without a body (no such address, wrong method ...) become problem details, whatever the caller accepts.</summary>
public static class StatusProblems
{
    /// <summary>Adds the middleware.</summary>
    public static void UseStatusProblems(this WebApplication app) => app.UseStatusCodePages(context =>
    {
        var (code, detail) = Of(context.HttpContext.Response.StatusCode);
        return ApiProblem.Of(context.HttpContext.Response.StatusCode, code, detail).ExecuteAsync(context.HttpContext);
    });

    private static (string Code, string Detail) Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => ("not_found", "Nothing is at this address."),
        StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", "This address does not take this method; Allow names those it takes."),
        StatusCodes.Status413PayloadTooLarge => ("body_too_large", "The body is larger than this address takes."),
        StatusCodes.Status415UnsupportedMediaType => ("unsupported_media_type", "Send the body as application/json in UTF-8."),
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
            ("service_unavailable", "A service cannot be reached now; try again."),
        >= 500 => ("internal_error", "Something failed on our side; the log has it under the trace id."),
        _ => ("invalid_request", "The request has not the form it must have."),
    };
}
