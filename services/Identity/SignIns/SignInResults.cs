namespace Matchmaking.Identity.SignIns;

/// <summary>How a try to get a token ended.</summary>
internal static class SignInResults
{
    public const string Succeeded = "succeeded";

    /// <summary>Counts for the lock-out, also where nobody has the login.</summary>
    public const string WrongPassword = "wrong_password";

    /// <summary>Not looked at: too many wrong passwords before.</summary>
    public const string LockedOut = "locked_out";

    public const string Disabled = "account_disabled";

    public const string NotApproved = "organisation_not_approved";

    public const string WrongSecret = "wrong_secret";

    public const string Refreshed = "refreshed";

    /// <summary>A refresh token came a second time: it was copied, or two parts of one program use it.</summary>
    public const string Replayed = "refresh_replayed";
}
