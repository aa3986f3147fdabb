using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Identity.Tokens;

/// <summary>The parameters of a request to an OAuth endpoint, and the client that it names.</summary>
/// <param name="Values">Each parameter once; empty ones count as left out (RFC 6749, section 3.2).</param>
/// <param name="ClientId">Of the Authorization header, or else of the body.</param>
/// <param name="ClientSecret">From the same place.</param>
internal sealed record OAuthForm(IReadOnlyDictionary<string, string> Values, string? ClientId, string? ClientSecret)
{
    /// <summary>How the parameters are sent.</summary>
    public const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>Bytes a body may have.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>Reads the body and the header; on a fault the error to answer with.</summary>
    public static async Task<(OAuthForm? Form, JsonHttpResult<OAuthError>? Error)> Read(HttpContext http, CancellationToken cancellation)
    {
        // Whatever the answer is, it is nobody's to keep.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !ContentType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return (null, OAuthErrors.InvalidRequest($"Send the parameters as {ContentType}."));
        }

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return (null, OAuthErrors.InvalidRequest("The parameters are too many or too long."));
        }

        if (form.Any(field => field.Value.Count != 1 || field.Value[0]!.Contains('\0') || field.Key.Contains('\0')))
        {
            return (null, OAuthErrors.InvalidRequest("A parameter stands twice or holds a NUL character."));
        }

        var values = form.Where(field => field.Value[0]!.Length > 0).ToDictionary(field => field.Key, field => field.Value[0]!, StringComparer.Ordinal);
        return WithClient(http, values);
    }

    private static (OAuthForm?, JsonHttpResult<OAuthError>?) WithClient(HttpContext http, Dictionary<string, string> values)
    {
        var (id, secret) = (values.GetValueOrDefault("client_id"), values.GetValueOrDefault("client_secret"));
        var header = http.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
        {
            return (new OAuthForm(values, id, secret), null);
        }

        if (!TryReadBasic(header, out var basicId, out var basicSecret))
        {
            return (null, OAuthErrors.InvalidClient(http));
        }

        // RFC 6749, section 2.3: not more than one method in a request.
        return secret is not null || (id is not null && id != basicId)
            ? (null, OAuthErrors.InvalidRequest("Name the client in the header or in the body, not in both."))
            : (new OAuthForm(values, basicId, basicSecret), null);
    }

    private static bool TryReadBasic(string header, out string id, out string secret)
    {
        (id, secret) = ("", "");
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase) || value.Parameter is null)
        {
            return false;
        }

        try
        {
            var pair = StrictUtf8.GetString(Convert.FromBase64String(value.Parameter)).Split(':', 2);
            if (pair.Length != 2)
            {
                return false;
            }

            // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
            (id, secret) = (System.Net.WebUtility.UrlDecode(pair[0]), System.Net.WebUtility.UrlDecode(pair[1]));
            return true;
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }
}
