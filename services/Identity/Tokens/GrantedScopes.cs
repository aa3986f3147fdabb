using Matchmaking.Access;

namespace Matchmaking.Identity.Tokens;

/// <summary>The scope parameter (RFC 6749, section 3.3).</summary>
internal static class GrantedScopes
{
    /// <summary>Narrows <paramref name="allowed"/> to what is <paramref name="asked"/> for, or leaves it; null when anything asked for is beyond it.</summary>
    public static string[]? Narrow(string? asked, IEnumerable<string> allowed)
    {
        string[] all = [.. Scopes.All.Where(allowed.Contains)];
        if (asked is null)
        {
            return all;
        }

        var wanted = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return wanted.Length > 0 && wanted.All(all.Contains) ? [.. all.Where(wanted.Contains)] : null;
    }
}
