using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Client;

/// <summary>Sends requests: with a token, again where that is safe, and with problems as exceptions.</summary>
internal sealed class ApiConnection(HttpClient http, AccessTokenSource tokens, MatchmakingClientOptions options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads.</summary>
    public Task<Versioned<T>> Get<T>(string path, CancellationToken cancellation) => Send<T>(new Call(HttpMethod.Get, path), cancellation);

    /// <summary>Posts under a new Idempotency-Key.</summary>
    public Task<Versioned<T>> Post<T>(string path, object? body, CancellationToken cancellation, string? etag = null) =>
        Send<T>(new Call(HttpMethod.Post, path, body is null ? null : () => JsonContent.Create(body, body.GetType(), options: Json), etag, $"{Guid.CreateVersion7()}"), cancellation);

    /// <summary>Posts a file under a new Idempotency-Key.</summary>
    public Task<Versioned<T>> PostFile<T>(string path, ReadOnlyMemory<byte> file, string contentType, CancellationToken cancellation) => Send<T>(
        new Call(HttpMethod.Post, path, () => new ReadOnlyMemoryContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } }, null, $"{Guid.CreateVersion7()}"), cancellation);

    /// <summary>Changes what stands at <paramref name="etag"/>.</summary>
    public Task<Versioned<T>> Put<T>(string path, object body, string etag, CancellationToken cancellation) =>
        Send<T>(new Call(HttpMethod.Put, path, () => JsonContent.Create(body, body.GetType(), options: Json), etag), cancellation);

    /// <summary>Removes what stands at <paramref name="etag"/>.</summary>
    public async Task Delete(string path, string etag, CancellationToken cancellation)
    {
        using var answer = await Answer(new Call(HttpMethod.Delete, path, ETag: etag), cancellation);
    }

    /// <summary>The rows of a list, page after page.</summary>
    public async IAsyncEnumerable<T> List<T>(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Get<Page<T>>(cursor.Length == 0 ? path : Query(path, ("cursor", cursor)), cancellation)).Value;
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.Next;
        }
    }

    /// <summary>A path with those of the values that are not null.</summary>
    public static string Query(string path, params (string Name, object? Value)[] values)
    {
        var given = values.Where(value => value.Value is not null)
            .Select(value => $"{value.Name}={Uri.EscapeDataString(Convert.ToString(value.Value, System.Globalization.CultureInfo.InvariantCulture)!)}").ToArray();
        return given.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', given)}";
    }

    private async Task<Versioned<T>> Send<T>(Call call, CancellationToken cancellation)
    {
        using var answer = await Answer(call, cancellation);
        var value = await answer.Content.ReadFromJsonAsync<T>(Json, cancellation);
        return new Versioned<T>(value ?? throw new JsonException($"{call.Path} answered null."), answer.Headers.ETag?.Tag ?? "");
    }

    private async Task<HttpResponseMessage> Answer(Call call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                var answer = await Authorized(call, cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                using (answer)
                {
                    throw await MatchmakingProblemException.Of(answer, cancellation);
                }
            }
            catch (MatchmakingProblemException problem) when (problem.Status is 429 or 502 or 503 && attempt < options.Attempts && (problem.Status != 502 || call.IsRepeatable))
            {
                wait = After(problem.RetryAfter) ?? Pause(attempt);
                if (wait > options.LongestWait)
                {
                    throw;
                }
            }
            catch (Exception lost) when (IsLost(lost, cancellation) && call.IsRepeatable && attempt < options.Attempts)
            {
                wait = Pause(attempt);
            }

            await Task.Delay(wait, options.Clock, cancellation);
        }
    }

    private async Task<HttpResponseMessage> Authorized(Call call, CancellationToken cancellation)
    {
        var token = await tokens.Get(null, cancellation);
        var answer = await Once(call, token, cancellation);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        answer.Dispose();
        return await Once(call, await tokens.Get(token, cancellation), cancellation);
    }

    private async Task<HttpResponseMessage> Once(Call call, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content?.Invoke() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", call.Key);
        }

        if (call.ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", call.ETag);
        }

        return await http.SendAsync(request, cancellation);
    }

    // A time-out of HttpClient is a cancellation that nobody asked for.
    private static bool IsLost(Exception error, CancellationToken cancellation) =>
        error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested);

    private TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - options.Clock.GetUtcNow()).Ticks)) : null);

    // Doubled each time, and by chance up to half longer, so that many do not come back at once.
    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(250 * Math.Pow(2, attempt - 1) * (1 + (Random.Shared.NextDouble() / 2)));

    private sealed record Call(HttpMethod Method, string Path, Func<HttpContent>? Content = null, string? ETag = null, string? Key = null)
    {
        // Of a change without a key nobody knows, when its answer is lost, whether it was made.
        public bool IsRepeatable => Method == HttpMethod.Get || Key is not null;
    }

    private sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
}
