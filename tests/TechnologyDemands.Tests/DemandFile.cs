using System.Net.Http.Headers;
using System.Text;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>Sends files of demands.</summary>
internal static class DemandFile
{
    public const string Ndjson = "application/x-ndjson";

    public const string Csv = "text/csv";

    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Task<HttpResponseMessage> Import(this HttpClient http, string type, string file, string? key = null) => http.Import(type, Encoding.UTF8.GetBytes(file), key);

    public static async Task<HttpResponseMessage> Import(this HttpClient http, string type, byte[] file, string? key = null, string? accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/demands/import") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Accept.Add(accept is null ? new("*/*") : new(accept));
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        return await http.SendAsync(request);
    }

    /// <summary>line:field:code of each fault, and line:accepted or line:skipped.</summary>
    public static async Task<string[]> Verdicts(this HttpResponseMessage answer) =>
    [
        .. (await answer.Json())["rows"]!.AsArray().SelectMany(row => row!["errors"]!.AsArray() is { Count: > 0 } errors
            ? errors.Select(e => $"{row["line"]}:{e!["field"]}:{e["code"]}") : [$"{row["line"]}:{row["status"]}"]),
    ];

    public static Task<int> DemandsOf(this ServiceUnderTest<Program> service, string enterprise) =>
        service.Database.Scalar<int>("select count(*)::int from demand where enterprise_code = @enterprise", new { enterprise });
}
