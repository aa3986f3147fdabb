using System.Text.RegularExpressions;
using FluentValidation;
using Matchmaking.Platform.Http;

namespace Matchmaking.Identity.Accounts;

/// <summary>What a login may be. ASCII only: letters of other scripts look alike, and two logins must not.</summary>
internal static partial class LoginRules
{
    /// <summary>The login as it is stored: small letters.</summary>
    public static string Normal(string login) => login.ToLowerInvariant();

    public static bool IsValid(string? login) => login is not null && Form().IsMatch(login);

    public static void IsLogin<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Required(IsValid, "invalid_login", "A login has 3 to 100 characters: letters a to z, digits, and . _ @ + -.");

    [GeneratedRegex(@"^[A-Za-z0-9._@+\-]{3,100}\z")]
    private static partial Regex Form();
}
