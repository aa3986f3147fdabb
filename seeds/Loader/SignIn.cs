using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>Login and password of an operator, out of a file with one line LOGIN:PASSWORD, and the token they give, renewed before it ends.</summary>
internal sealed class SignIn(string login, string password) : IDisposable
{
    // A row is sent within this time of the moment its token was looked at.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim one = new(1, 1);
    private string token = "";
    private DateTime ends = DateTime.MinValue;

    /// <exception cref="LoadingException">The file cannot be read or has another form.</exception>
    public static SignIn Read(string file)
    {
        var (login, password) = ReadPair(file);
        return new SignIn(login, password);
    }

    /// <summary>The two halves of a line NAME:SECRET.</summary>
    /// <exception cref="LoadingException">The file cannot be read or has another form.</exception>
    public static (string Login, string Secret) ReadPair(string file) =>
        File.Exists(file) && File.ReadAllText(file).Trim().Split(':', 2) is [var login, var secret]
            ? (login, secret)
            : throw new LoadingException($"{file} holds no line NAME:SECRET.");

    /// <summary>The header of a request; asks for a token where there is none that lasts.</summary>
    /// <exception cref="LoadingException">Login or password are refused.</exception>
    public async Task<AuthenticationHeaderValue> Header(HttpClient http, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (DateTime.UtcNow + Reserve > ends)
            {
                await Renew(http, cancellation);
            }

            return new AuthenticationHeaderValue("Bearer", token);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task Renew(HttpClient http, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = login, ["password"] = password });
        var asked = DateTime.UtcNow;
        using var response = await http.PostAsync(new Uri("connect/token", UriKind.Relative), form, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new LoadingException($"the gateway gave no token for {login}: {(int)response.StatusCode} {text}");
        }

        var answer = JsonNode.Parse(text)!;
        (token, ends) = ((string)answer["access_token"]!, asked.AddSeconds((int)answer["expires_in"]!));
    }
}
