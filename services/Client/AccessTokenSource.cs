using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;

namespace Matchmaking.Client;

/// <summary>The access token of the client: one for all requests, asked for before it ends.</summary>
internal sealed class AccessTokenSource(HttpClient http, MatchmakingClientOptions options) : IDisposable
{
    // Clocks differ, and a request takes a while to arrive.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private string? token;
    private DateTimeOffset ends;

    /// <summary>A token that is still good; a new one where it is the <paramref name="refused"/> one.</summary>
    public async Task<string> Get(string? refused, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (token is null || token == refused || options.Clock.GetUtcNow() >= ends - Before)
            {
                var answer = await Ask(cancellation);
                (token, ends) = (answer.AccessToken, options.Clock.GetUtcNow().AddSeconds(answer.ExpiresIn));
            }

            return token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private async Task<TokenAnswer> Ask(CancellationToken cancellation)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (options.Scope is not null)
        {
            form["scope"] = options.Scope;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent(form) };
        // RFC 6749, section 2.3.1: both are form-encoded before they are put together.
        var basic = Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(basic));
        using var answer = await http.SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<TokenAnswer>(cancellation) ?? throw new HttpRequestException("The token endpoint answered nothing.")
            : throw await MatchmakingProblemException.Of(answer, cancellation);
    }

    private sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
