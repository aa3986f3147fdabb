using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>Makes files and sends them.</summary>
internal static class ImportFile
{
    public const string Ndjson = "application/x-ndjson";

    public const string Csv = "text/csv";

    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public const string Header = "name,instituteCreditCode,title,degree,disciplines,fields,researchDirections,text,serviceModes,regionsServed,capacity,orcid,consent";

    public static string Line(JsonObject expert) => expert.ToJsonString();

    /// <summary>A sound row for <see cref="Header"/>.</summary>
    public static string Row(string institute, string name = "周衡", string capacity = "2", string orcid = "", string consent = "true", string text = "\"长期从事后整理,\"\"轧光\"\"\n与涂层\"") =>
        $"{name},{institute},教授,doctor,430;54010,403,织物后整理; 功能涂层,{text},joint_development;consulting,330604;320200,{capacity},{orcid},{consent}";

    public static Task<HttpResponseMessage> Import(this ServiceUnderTest<Program> service, string type, string file, string? key = null) =>
        service.Import(type, new ByteArrayContent(Encoding.UTF8.GetBytes(file)), key);

    public static Task<HttpResponseMessage> Import(this ServiceUnderTest<Program> service, string type, HttpContent content, string? key = null) =>
        service.Http.SendAsync(ImportRequest(type, content, key));

    /// <summary>Sends a file while it is written. The harness's client keeps a whole body in memory, for it may have to send it again.</summary>
    public static async Task<HttpResponseMessage> Stream(
        this ServiceUnderTest<Program> service, string type, StreamedFile file, string? key = null, CancellationToken cancellation = default)
    {
        using var client = new HttpClient { BaseAddress = service.Http.BaseAddress, DefaultRequestHeaders = { Authorization = service.Http.DefaultRequestHeaders.Authorization } };
        return await client.SendAsync(ImportRequest(type, file, key), cancellation);
    }

    /// <summary>line:field:code of each error, and line:ok of each accepted row.</summary>
    public static async Task<string[]> Verdicts(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var verdict = await answer.Json();
        var rows = verdict["rows"]!.AsArray();
        Assert.Equal((int)verdict["accepted"]!, rows.Count(r => r!["id"] is not null));
        Assert.Equal((int)verdict["rejected"]!, rows.Count(r => r!["errors"]!.AsArray().Count > 0));
        return [.. rows.SelectMany(r => (string?)r!["status"] == "skipped" ? [$"{r["line"]}:skipped"] : r["id"] is not null ? [$"{r["line"]}:ok"] : r["errors"]!.AsArray().Select(e => $"{r["line"]}:{e!["field"]}:{e["code"]}"))];
    }

    public static Task<int> ExpertsOf(this ServiceUnderTest<Program> service, string institute) =>
        service.Database.Scalar<int>("select count(*)::int from expert where institute_code = @institute", new { institute });

    private static HttpRequestMessage ImportRequest(string type, HttpContent content, string? key)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/experts/import") { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }
}

/// <summary>A body that is written while it is sent, so that it is never in memory as a whole.</summary>
internal sealed class StreamedFile(Func<Stream, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
