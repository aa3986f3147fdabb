using System.Net.Http.Headers;
using System.Text.Json;

namespace Matchmaking.Client;

/// <summary>A fault of one field.</summary>
/// <param name="Field">JSON path without the root.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What to mend.</param>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>The platform refused a request, and says why.</summary>
public sealed class MatchmakingProblemException : Exception
{
    internal MatchmakingProblemException(int status, string code, string message, IReadOnlyList<FieldError> faults, string? traceId, RetryConditionHeaderValue? retryAfter)
        : base(message) => (Status, Code, Faults, TraceId, RetryAfter) = (status, code, faults, traceId, retryAfter);

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Stable code, such as <c>enterprise_unknown</c>; that of RFC 6749 where a token was refused; empty where the answer has none.</summary>
    public string Code { get; }

    /// <summary>The faults of fields.</summary>
    public IReadOnlyList<FieldError> Faults { get; }

    /// <summary>Under which the platform's logs have the request.</summary>
    public string? TraceId { get; }

    internal RetryConditionHeaderValue? RetryAfter { get; }

    internal static async Task<MatchmakingProblemException> Of(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var (text, status) = (await answer.Content.ReadAsStringAsync(cancellation), (int)answer.StatusCode);
        try
        {
            using var json = JsonDocument.Parse(text);
            string? Text(string name) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var faults = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("errors", out var errors) ? errors.Deserialize<FieldError[]>(JsonSerializerOptions.Web) : null;
            return new(status, Text("code") ?? Text("error") ?? "", Text("detail") ?? Text("error_description") ?? Text("title") ?? $"Status {status}.", faults ?? [], Text("traceId"), answer.Headers.RetryAfter);
        }
        catch (JsonException)
        {
            // Not from the platform, but from something before it.
            return new(status, "", $"Status {status} {answer.ReasonPhrase}.", [], null, answer.Headers.RetryAfter);
        }
    }
}
