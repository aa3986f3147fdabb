namespace Matchmaking.Access;

/// <summary>What a token may be limited to (RFC 6749, section 3.3), below what the role allows.</summary>
public static class Scopes
{
    /// <summary>Enterprises and their needs.</summary>
    public const string DemandsRead = "demands:read";

    /// <summary>Posting, changing and closing needs.</summary>
    public const string DemandsWrite = "demands:write";

    /// <summary>Verifying needs and correcting their figures.</summary>
    public const string DemandsVerify = "demands:verify";

    /// <summary>Filing and ending the own challenges, bidding, objecting, signing, reporting, paying.</summary>
    public const string ChallengesWrite = "challenges:write";

    /// <summary>Scoring the bids of a challenge as a member of its panel.</summary>
    public const string ChallengesScore = "challenges:score";

    /// <summary>Arguing, publishing, checking, drawing and accepting challenges.</summary>
    public const string ChallengesManage = "challenges:manage";

    /// <summary>Institutes, experts, portraits, technologies.</summary>
    public const string ExpertsRead = "experts:read";

    /// <summary>Registering and changing institutes and experts, imports.</summary>
    public const string ExpertsWrite = "experts:write";

    /// <summary>Shared instruments, their calendars and utilisation; the own bookings.</summary>
    public const string InstrumentsRead = "instruments:read";

    /// <summary>Registering and changing shared instruments.</summary>
    public const string InstrumentsWrite = "instruments:write";

    /// <summary>Booking instruments, and answering bookings of the own.</summary>
    public const string BookingsWrite = "bookings:write";

    /// <summary>Ranked lists, matches, reasons.</summary>
    public const string MatchesRead = "matches:read";

    /// <summary>Decisions and stages of matches.</summary>
    public const string MatchesWrite = "matches:write";

    /// <summary>Indicators, figures and reports of a bureau.</summary>
    public const string InsightsRead = "insights:read";

    /// <summary>Defining indicators, setting targets, entering and correcting figures.</summary>
    public const string InsightsWrite = "insights:write";

    /// <summary>Webhooks of the own organisation.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Notices of the own organisation and account, and whether they come by mail.</summary>
    public const string Notices = "notices";

    /// <summary>Accounts, clients and audit of the own organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>Models, trainings, republishing: what runs the platform.</summary>
    public const string Operations = "operations";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        DemandsRead, DemandsWrite, DemandsVerify, ChallengesWrite, ChallengesScore, ChallengesManage, ExpertsRead, ExpertsWrite, InstrumentsRead, InstrumentsWrite, BookingsWrite, MatchesRead, MatchesWrite, InsightsRead, InsightsWrite, Webhooks, Notices, Organisation, Operations,
    };

    /// <summary>The scopes that <paramref name="role"/> may have at most; a person has all of them.</summary>
    public static IReadOnlySet<string> Of(string role) => role switch
    {
        Roles.Enterprise => new HashSet<string>(StringComparer.Ordinal) { DemandsRead, DemandsWrite, ChallengesWrite, ChallengesScore, ExpertsRead, InstrumentsRead, InstrumentsWrite, BookingsWrite, MatchesRead, MatchesWrite, Webhooks, Notices, Organisation },
        Roles.Institute => new HashSet<string>(StringComparer.Ordinal) { DemandsRead, ChallengesWrite, ChallengesScore, ExpertsRead, ExpertsWrite, InstrumentsRead, InstrumentsWrite, BookingsWrite, MatchesRead, MatchesWrite, Webhooks, Notices, Organisation },
        Roles.Reviewer => new HashSet<string>(StringComparer.Ordinal) { DemandsRead, DemandsVerify, ChallengesWrite, ChallengesScore, ChallengesManage, ExpertsRead, InstrumentsRead, MatchesRead, MatchesWrite, InsightsRead, InsightsWrite, Notices },
        Roles.Operator => All,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };
}
