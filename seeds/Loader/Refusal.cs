using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>Says what the API refused, with everything its problem details tell.</summary>
internal static class Refusal
{
    public static LoadingException Of(string what, ApiAnswer answer)
    {
        var text = new StringBuilder($"{what} was refused: HTTP {(int)answer.Status}");
        if (answer.Body is JsonObject problem)
        {
            foreach (var part in new[] { "code", "title", "detail" })
            {
                if (problem[part] is { } value)
                {
                    text.Append($"\n  {part}: {value}");
                }
            }

            text.Append(Errors(problem["errors"]));
        }
        else if (answer.Body is not null)
        {
            text.Append($"\n  {answer.Body}");
        }

        return new LoadingException(text.ToString());
    }

    /// <summary>The list [{field, code, message}], a line each.</summary>
    public static string Errors(JsonNode? errors) => errors switch
    {
        JsonArray list => string.Concat(list.Select(error => $"\n    {error?["field"]}: {error?["message"]} ({error?["code"]})")),
        null => "",
        _ => $"\n    {errors.ToJsonString()}",
    };
}
