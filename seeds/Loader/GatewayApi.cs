using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>What the gateway answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, Uri? NextPage)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    public string? Code => (Body as JsonObject)?["code"]?.ToString();
}

/// <summary>The public API through the gateway. Asks again where the answer may be another one in a moment.</summary>
internal sealed class GatewayApi(Uri gateway, SignIn signIn) : IDisposable
{
    private const int Tries = 8;

    private readonly HttpClient _http = new() { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(100) };

    public Task<ApiAnswer> Get(string path, CancellationToken cancellation) =>
        Send(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    /// <summary>Posts under a key of <paramref name="name"/> and body: a repeat is the same POST, also after a lost answer, an edited row is another.</summary>
    public Task<ApiAnswer> Post(string path, string name, string body, string contentType, CancellationToken cancellation) =>
        Send(
            () => new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(body, Encoding.UTF8, contentType),
                Headers = { { "Idempotency-Key", Key(name, body) }, { "Accept", "application/json" } },
            },
            cancellation);

    /// <summary>Posts JSON without a key.</summary>
    public Task<ApiAnswer> PostOnce(string path, string body, CancellationToken cancellation) =>
        Send(
            () => new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" } } },
            cancellation);

    internal static string Key(string name, string body) => $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32]}";

    public void Dispose()
    {
        _http.Dispose();
        signIn.Dispose();
    }

    private async Task<ApiAnswer> Send(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var message = request();
            try
            {
                message.Headers.Authorization = await signIn.Header(_http, cancellation);
                using var response = await _http.SendAsync(message, cancellation);
                if (!MayChange(response.StatusCode) || attempt == Tries)
                {
                    return await Read(response, cancellation);
                }

                await Task.Delay(response.Headers.RetryAfter?.Delta ?? Pause(attempt), cancellation);
            }
            catch (HttpRequestException error) when (attempt == Tries)
            {
                throw new LoadingException($"{message.RequestUri} cannot be reached: {error.Message}");
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Pause(attempt), cancellation);
            }
        }
    }

    private static bool MayChange(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(250 * attempt);

    private static async Task<ApiAnswer> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return new ApiAnswer(response.StatusCode, Parse(text), NextPage(response));
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    // Link: </v1/experts?cursor=x>; rel="next"
    private static Uri? NextPage(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var headers))
        {
            return null;
        }

        var next = headers.SelectMany(header => header.Split(',')).FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal));
        return next is null ? null : new Uri(next[(next.IndexOf('<') + 1)..next.IndexOf('>')], UriKind.RelativeOrAbsolute);
    }
}
