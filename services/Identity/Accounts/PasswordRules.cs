using System.Collections.Frozen;
using FluentValidation;

namespace Matchmaking.Identity.Accounts;

/// <summary>What a password may be, after NIST SP 800-63B: long enough, not the login, none of those that are tried first; no rules of composition.</summary>
internal static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 10;

    /// <summary>Most characters; more cost the hasher and gain nothing.</summary>
    public const int Longest = 200;

    private const int FewestDifferent = 5;

    // With digits and signs around them they are what people take when a rule asks for digits and signs.
    private static readonly FrozenSet<string> CommonWords = new[]
    {
        "password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "qwerty", "qwertyuiop", "asdfghjkl", "admin", "administrator", "welcome", "letmein", "iloveyou",
        "changeme", "matchmaking", "woaini", "mima", "kouling", "guanliyuan",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    public static void IsPasswordOf<T>(this IRuleBuilderInitial<T, string?> rule, Func<T, string?> login) => rule
        .Cascade(CascadeMode.Stop)
        .NotEmpty().MinimumLength(Shortest).MaximumLength(Longest)
        .Must((form, password) => !HoldsLogin(password!, login(form))).WithErrorCode("password_holds_login").WithMessage("The password holds the login.")
        .Must(password => !IsCommon(password!)).WithErrorCode("common_password").WithMessage("This password is one of those that are tried first.");

    /// <summary>True when <paramref name="password"/> holds <paramref name="login"/>, or what stands before the @ of it.</summary>
    public static bool HoldsLogin(string password, string? login)
    {
        if (!LoginRules.IsValid(login))
        {
            return false;
        }

        var local = login!.Split('@')[0];
        return password.Contains(login, StringComparison.OrdinalIgnoreCase)
            || (local.Length >= 4 && password.Contains(local, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for what is known from leaks, a common word dressed with digits and signs, and few characters over and over.</summary>
    public static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        return Common.Value.Contains(lower)
            || CommonWords.Contains(lower.Trim([.. lower.Where(c => !char.IsLetter(c))]))
            || lower.Distinct().Count() < FewestDifferent;
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("Matchmaking.Identity.Accounts.common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
    }
}
