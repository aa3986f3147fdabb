using System.Security.Claims;
using System.Text.Json;

namespace Matchmaking.Access;

/// <summary>
/// Reads a claim by its name or, where no claim is called so, by a path into a claim that is a JSON object, as Keycloak's <c>realm_access.roles</c>
/// or <c>resource_access.matchmaking.roles</c>. Names with points in them, such as addresses, are names first.
/// </summary>
internal static class ClaimPath
{
    /// <summary>The values: a text is one, a list as many as it has texts; what is neither is none.</summary>
    public static IEnumerable<string> Values(ClaimsPrincipal token, string path)
    {
        var named = token.FindAll(path).Select(claim => claim.Value).ToList();
        if (named.Count > 0 || !path.Contains('.', StringComparison.Ordinal))
        {
            return named;
        }

        var steps = path.Split('.');
        return token.FindAll(steps[0]).SelectMany(claim => Below(claim.Value, steps.AsSpan(1)));
    }

    private static List<string> Below(string json, ReadOnlySpan<string> steps)
    {
        JsonElement value;
        try
        {
            using var document = JsonDocument.Parse(json);
            value = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A claim of that name that is a plain text leads nowhere.
            return [];
        }

        foreach (var step in steps)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
            {
                return [];
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
            _ => [],
        };
    }
}
