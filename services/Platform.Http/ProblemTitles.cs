using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>The titles of problems in both languages, by their codes (ProblemTitles.json).</summary>
public static class ProblemTitles
{
    private static readonly Dictionary<string, Dictionary<string, string>> Titles = Read();

    /// <summary>Every code that has titles.</summary>
    public static IEnumerable<string> Codes => Titles.Keys;

    /// <summary>The title of <paramref name="code"/>; null for a code without one.</summary>
    public static string? Of(string code, string language) => Titles.GetValueOrDefault(code)?[language];

    /// <summary>Gives a problem the title of its code, in English where no language is asked for, and the trace under which the logs have it.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        context.ProblemDetails.Extensions["traceId"] = RequestIds.TraceOf(http);
        if (context.ProblemDetails.Extensions.TryGetValue("code", out var code) && code is string known)
        {
            var language = Languages.Asked(http) ?? Languages.English;
            context.ProblemDetails.Title = Of(known, language) ?? context.ProblemDetails.Title;
            Languages.Tell(http, language);
        }
    }

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var json = typeof(ProblemTitles).Assembly.GetManifestResourceStream("Matchmaking.Platform.Http.ProblemTitles.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)!;
    }
}
