using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matchmaking.Audit;

/// <summary>
/// Keeps names and free text out of the trail: whatever has a space or a character beyond ASCII is no id, no code and no digest.
/// What is refused here is a fault of our code, not of a request.
/// </summary>
internal static partial class CodesOnly
{
    private const int LongestText = 500;

    /// <exception cref="ArgumentException">The entry holds what is no id, code, digest or number.</exception>
    public static void Check(AuditEntry entry)
    {
        if (!Action().IsMatch(entry.Action) || !Kind().IsMatch(entry.SubjectKind) || !Id().IsMatch(entry.SubjectId))
        {
            throw new ArgumentException($"An audit entry names its action and its subject by codes and ids, not as {entry.Action} of {entry.SubjectKind}.", nameof(entry));
        }

        if (entry.Detail is { } detail)
        {
            Check(detail);
        }
    }

    /// <summary>True for what may be the code of an action.</summary>
    public static bool IsAction(string action) => Action().IsMatch(action);

    /// <summary>True for what may be the id of a subject.</summary>
    public static bool IsId(string id) => Id().IsMatch(id);

    private static void Check(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    CheckText(name);
                    Check(value ?? 0);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Check(item ?? 0);
                }

                break;
            default:
                if (node.GetValueKind() == JsonValueKind.String)
                {
                    CheckText(node.GetValue<object>().ToString()!);
                }

                break;
        }
    }

    private static void CheckText(string text)
    {
        if (text.Length > LongestText || text.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException("The detail of an audit entry holds codes, ids, digests and numbers only: a text in it has a space, is not ASCII or is too long.", nameof(text));
        }
    }

    [GeneratedRegex(@"^[a-z_]{1,40}\.[a-z_]{1,60}\z")]
    private static partial Regex Action();

    [GeneratedRegex(@"^[a-z_]{1,40}\z")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^[!-~]{1,200}\z")]
    private static partial Regex Id();
}
