using Matchmaking.Access;

namespace Matchmaking.Identity.Organisations;

/// <summary>Kinds of organisation, and the roles that its accounts and clients may have.</summary>
internal static class Kinds
{
    public const string Enterprise = "enterprise";

    public const string Institute = "institute";

    public const string Bureau = "bureau";

    /// <summary>
    /// The role of an account or client of an organisation of <paramref name="kind"/>: that of the kind, whatever is asked for; in a bureau
    /// <paramref name="asked"/>. Null where it may not have that role.
    /// </summary>
    public static string? RoleIn(string kind, string? asked) => kind switch
    {
        Enterprise => asked is null or Roles.Enterprise ? Roles.Enterprise : null,
        Institute => asked is null or Roles.Institute ? Roles.Institute : null,
        _ => asked is Roles.Reviewer or Roles.Operator ? asked : null,
    };

    /// <summary>
    /// The role of the first account of an organisation that registered itself. Who approves a bureau lets it see and review, not run the
    /// platform: an operator makes its operators.
    /// </summary>
    public static string FirstRole(string kind) => RoleIn(kind, kind == Bureau ? Roles.Reviewer : null)!;
}
