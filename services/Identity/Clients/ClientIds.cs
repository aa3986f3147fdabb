using System.Text.RegularExpressions;

namespace Matchmaking.Identity.Clients;

/// <summary>What a client id looks like; anything else is nobody's and is not looked for.</summary>
internal static partial class ClientIds
{
    public static bool IsValid(string? clientId) => clientId is not null && Form().IsMatch(clientId);

    [GeneratedRegex(@"^client-[0-9a-f]{32}\z")]
    private static partial Regex Form();
}
