using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Documents;
using Microsoft.Extensions.Options;

namespace Matchmaking.Gateway.Reference;

/// <summary>The merged document and what it was made of.</summary>
/// <param name="Bytes">The document, JSON.</param>
/// <param name="ETag">Names these bytes.</param>
/// <param name="Parts">The services' own documents.</param>
internal sealed record Published(byte[] Bytes, string ETag, IReadOnlyList<DocumentPart> Parts);

/// <summary>Asks every service for its document and merges them; kept for a while. A service that cannot be asked keeps the last part that is known of it.</summary>
internal sealed class PublishedDocuments(IHttpClientFactory clients, IOptions<GatewayOptions> options, TimeProvider clock) : IDisposable
{
    // So long a service that was put in anew may be described as before.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    // The first document of a process takes a second or two to be made.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim one = new(1, 1);
    private Published? last;
    private long at;

    /// <summary>The documents, asked for anew where they are older than a while.</summary>
    public async Task<Published> Get(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (last is null || clock.GetElapsedTime(at) > Kept)
            {
                var parts = await Task.WhenAll(Routes.Services.Select(service => Ask(service.Name, service.Slug, cancellation)));
                var bytes = JsonSerializer.SerializeToUtf8Bytes(MergedDocument.Of(parts, Routes.AddressOf), Plain);
                (last, at) = (new Published(bytes, ETagOf(bytes), parts), clock.GetTimestamp());
            }

            return last;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A name for an answer, by its bytes.</summary>
    public static string ETagOf(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private async Task<DocumentPart> Ask(string name, string slug, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var client = clients.CreateClient();
        try
        {
            var document = JsonNode.Parse(await client.GetStringAsync(new Uri(new Uri(options.Value.Address(name)), "openapi.json"), limit.Token));
            if (document is JsonObject { Count: > 0 } json && json["paths"] is JsonObject)
            {
                return new DocumentPart(slug, "current", json);
            }
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The answer says that the part is not current; health says why.
        }

        var known = last?.Parts.FirstOrDefault(part => part.Service == slug)?.Document;
        return new DocumentPart(slug, known is null ? "missing" : "last_known", known);
    }
}
