using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Platform.Http;

/// <summary>The language a caller asks for (Accept-Language, RFC 9110 section 12.5.4); Chinese and English are spoken here.</summary>
public static class Languages
{
    /// <summary>Chinese.</summary>
    public const string Chinese = "zh";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>zh or en, whichever the caller weighs more; null where neither is named.</summary>
    public static string? Asked(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is not 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value?.Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(language => language is Chinese or English);

    /// <summary>Says which language the answer is in, and that it depends on what was asked for.</summary>
    public static void Tell(HttpContext http, string language)
    {
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }
}
