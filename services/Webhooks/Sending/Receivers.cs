using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Matchmaking.Webhooks.Events;

namespace Matchmaking.Webhooks.Sending;

/// <summary>What came of one call.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Null when it was delivered (2xx), else a stable code.</param>
/// <param name="Latency">From the call to the head of the answer, or to the failure.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
public sealed record CallResult(int? Status, string? Error, TimeSpan Latency, TimeSpan? RetryAfter = null);

/// <summary>Calls receivers: no proxy, no redirects, no cookies, no credentials, no more of the answer than its head.</summary>
public sealed class Receivers : IDisposable
{
    // Of the body of an answer no more is read than is needed to use the connection again.
    private const int MostDrained = 16 * 1024;
    private const int HeadKilobytes = 16;

    private readonly HttpClient http;
    private readonly TimeSpan timeout;

    /// <summary>Makes the client of this process.</summary>
    public Receivers(GuardedConnection connection, WebhookOptions options)
    {
        timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = connection.Open,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            PreAuthenticate = false,
            // Trace ids are of this house.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = HeadKilobytes,
            MaxResponseDrainSize = MostDrained,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Matchmaking-Webhooks", "1"));
    }

    /// <summary>Posts <paramref name="body"/> with its signatures.</summary>
    /// <exception cref="OperationCanceledException">The process is being stopped; nobody knows whether it arrived.</exception>
    public async Task<CallResult> Post(string url, string id, DateTimeOffset now, string body, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        var timestamp = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(body, Encoding.UTF8, CloudEvent.MediaType);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secrets, id, timestamp, body));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new CallResult((int)answer.StatusCode, Judge(answer.StatusCode), Stopwatch.GetElapsedTime(began), RetryAfter(answer, now));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CallResult(null, "timeout", Stopwatch.GetElapsedTime(began));
        }
        catch (HttpRequestException error)
        {
            return new CallResult(null, Name(error), Stopwatch.GetElapsedTime(began));
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static string? Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirect_not_followed",
        410 => "gone",
        _ => "refused",
    };

    private static string Name(HttpRequestException error) => error switch
    {
        { InnerException: AddressNotAllowedException } => "address_not_allowed",
        { InnerException: AuthenticationException } => "tls_failed",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "name_not_resolved",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "name_not_resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls_failed",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.ConfigurationLimitExceeded } => "invalid_answer",
        { InnerException: SocketException } or { HttpRequestError: HttpRequestError.ConnectionError } => "connection_failed",
        _ => "connection_lost",
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => null,
    };
}
