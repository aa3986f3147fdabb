using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>Adds the token of an account to every request and asks for a new one before it ends.</summary>
internal sealed class SignedIn(Uri gateway, string login, string password) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly SemaphoreSlim one = new(1, 1);
    private string token = "";
    private DateTime ends = DateTime.MinValue;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null && !request.RequestUri!.AbsolutePath.StartsWith("/health", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(cancellationToken));
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        one.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> Token(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (DateTime.UtcNow.AddMinutes(1) > ends)
            {
                using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/connect/token"))
                {
                    Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = login, ["password"] = password }),
                };
                using var answer = await base.SendAsync(ask, cancellation);
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                // As any other request while servers are killed: who asks tries again.
                answer.EnsureSuccessStatusCode();
                (token, ends) = ((string)JsonNode.Parse(text)!["access_token"]!, DateTime.UtcNow.AddSeconds((int)JsonNode.Parse(text)!["expires_in"]!));
            }

            return token;
        }
        finally
        {
            one.Release();
        }
    }
}
