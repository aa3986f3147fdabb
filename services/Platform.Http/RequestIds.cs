using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>
/// The names of a request: X-Request-Id, the caller's own or a new one, and the W3C trace id (trace-context, level 1), under which the logs of all services have it.
/// Both stand in every answer.
/// </summary>
public static class RequestIds
{
    /// <summary>Name of the header with the caller's name for the request.</summary>
    public const string Header = "X-Request-Id";

    private const string TraceHeader = "Trace-Id";

    private const int Longest = 100;

    /// <summary>The trace id of a request, 32 hexadecimal digits.</summary>
    public static string TraceOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    /// <summary>Puts both names into the answer, and the first into the request for whom it is forwarded to.</summary>
    internal static Task Name(HttpContext http, RequestDelegate next)
    {
        var id = http.Request.Headers[Header].ToString();
        if (!IsSound(id))
        {
            id = Guid.CreateVersion7().ToString("N");
        }

        http.Request.Headers[Header] = id;
        var trace = TraceOf(http);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[Header] = id;
            http.Response.Headers[TraceHeader] = trace;
            return Task.CompletedTask;
        });
        return next(http);
    }

    // It is written into logs and headers: nothing that could end a line or pass for markup.
    private static bool IsSound(string id) => id.Length is > 0 and <= Longest && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
