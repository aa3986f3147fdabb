using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Platform.Http;

/// <summary>What must be right of a request before any endpoint looks at it.</summary>
internal static class RequestForm
{
    /// <summary>Refuses a NUL in the query, which PostgreSQL cannot take, and a body in another encoding than UTF-8.</summary>
    public static Task Check(HttpContext http, RequestDelegate next)
    {
        if (http.Request.QueryString.Value!.Contains("%00", StringComparison.Ordinal))
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "invalid_request", "The address holds a NUL character.").ExecuteAsync(http);
        }

        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue)
        {
            if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body in UTF-8.").ExecuteAsync(http);
            }

            // charset="utf-8" is legal, but the framework looks the encoding up with its quotes and fails.
            type.Charset = "utf-8";
            http.Request.ContentType = type.ToString();
        }

        return next(http);
    }
}
