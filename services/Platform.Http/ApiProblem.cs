using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Matchmaking.Platform.Http;

/// <summary>One fault of a request or of an imported row.</summary>
/// <param name="Field">JSON path without the root, such as <c>indicators[0].unit</c>; a column name for CSV.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What to mend.</param>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>Problem details (RFC 9457) with a stable <c>code</c> and, where fields are at fault, <c>errors</c>.</summary>
public static class ApiProblem
{
    /// <summary>Code of a request with faulty fields; see <c>errors</c>.</summary>
    public const string Invalid = "validation_failed";

    /// <summary>A problem with a stable code.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, params FieldError[] errors)
    {
        var details = new ProblemDetails { Status = status, Detail = detail };
        details.Extensions["code"] = code;
        if (errors.Length > 0)
        {
            details.Extensions["errors"] = errors;
        }

        return TypedResults.Problem(details);
    }

    /// <summary>400 with the faulty fields.</summary>
    public static ProblemHttpResult Invalid400(params FieldError[] errors) =>
        Of(StatusCodes.Status400BadRequest, Invalid, "Some fields are not as they must be; errors names each.", errors);
}
