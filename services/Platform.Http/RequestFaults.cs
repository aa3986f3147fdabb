using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Matchmaking.Platform.Http;

/// <summary>Turns what a request could not even be read for into problem details; anything else is a bug and answers 500 without a trace.</summary>
public sealed partial class RequestFaults(ILogger<RequestFaults> log) : IExceptionHandler
{
    private const int LongestField = 200;

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException bad => Explain(bad),
            NpgsqlException { IsTransient: true } => ApiProblem.Of(503, "database_unavailable", "The database cannot be reached now. Nothing was stored; try again."),
            // The second lock held where the first was open: the caller learns no more than from the first, and the log has the bug.
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => StatusProblems.Of(StatusCodes.Status403Forbidden),
            _ => null,
        };
        if (exception is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            LogBug(log, exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        if (problem is null)
        {
            LogBug(log, exception, httpContext.Request.Method, httpContext.Request.Path);
            problem = StatusProblems.Of(StatusCodes.Status500InternalServerError);
        }

        httpContext.Response.Headers.RetryAfter = problem.StatusCode == StatusCodes.Status503ServiceUnavailable ? "2" : default;
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Explain(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType } => StatusProblems.Of(bad.StatusCode),
        _ when bad.Message.Contains("no body was provided", StringComparison.Ordinal) => ApiProblem.Of(400, "body_required", "A JSON body is required here."),
        _ when ParameterName().Match(bad.Message) is { Success: true } parameter => ApiProblem.Of(
            400, "invalid_request", "A value of the address has not the form it must have.",
            new FieldError(parameter.Groups[1].Value, "wrong_type", "The value has not the type that this parameter takes.")),
        { InnerException: JsonException json } => ApiProblem.Of(400, "invalid_json", "The body is not the JSON that is expected here.", JsonFault(json)),
        _ => ApiProblem.Of(400, "invalid_request", bad.Message),
    };

    /// <summary>The field and the code of a JSON fault; also used for the rows of an import.</summary>
    public static FieldError JsonFault(JsonException json)
    {
        var field = (json.Path ?? "$").TrimStart('$').TrimStart('.');
        // The name comes from the caller: half a megabyte of it need not be sent back.
        field = field.Length <= LongestField ? field : field[..LongestField];
        // System.Text.Json tells these apart by its message alone; the text is pinned by a test.
        return json.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? new FieldError(field, "unknown_field", "This field is not known here.")
            : json.Message.Contains("Duplicate property", StringComparison.Ordinal)
            ? new FieldError(field, "repeated", "This field stands twice.")
            : json.Message.Contains("invalid character", StringComparison.Ordinal)
                ? new FieldError(field, "invalid_character", "The text holds a NUL character or half of a surrogate pair.")
                : json.Message.Contains("could not be converted", StringComparison.Ordinal)
                    ? new FieldError(field, "wrong_type", "The value has not the type that this field takes.")
                    : new FieldError(field, "malformed", $"Not well-formed JSON at line {json.LineNumber + 1}, byte {json.BytePositionInLine}.");
    }

    // The framework names the parameter in its message alone: Failed to bind parameter "Nullable<int> limit" from "ten".
    [GeneratedRegex("""^Failed to bind parameter "\S+ (\w+)" from """)]
    private static partial Regex ParameterName();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogBug(ILogger logger, Exception error, string method, string path);
}
