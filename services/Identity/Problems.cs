using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>No organisation that the caller may see has the code.</summary>
    public static ProblemHttpResult OrganisationNotFound(string creditCode) =>
        ApiProblem.Of(404, "organisation_not_found", $"No organisation is registered under {creditCode}, or it is not yours to see.");

    /// <summary>The code is taken.</summary>
    public static ProblemHttpResult OrganisationExists(string creditCode) => ApiProblem.Of(
        409, "organisation_exists", $"An organisation is registered under {creditCode}; ask its people for an account.",
        new FieldError("creditCode", "organisation_exists", "This credit code is taken."));

    /// <summary>The status does not allow the change.</summary>
    public static ProblemHttpResult WrongStatus(string status, string needed) =>
        ApiProblem.Of(409, "wrong_status", $"The organisation is {status}; this is for one that is {needed}.");

    /// <summary>An operator must not lock out the operators.</summary>
    public static ProblemHttpResult OwnOrganisation() =>
        ApiProblem.Of(409, "own_organisation", "Nobody suspends the own organisation.");

    /// <summary>Logins are unique over all organisations.</summary>
    public static ProblemHttpResult LoginTaken(string field) =>
        ApiProblem.Of(409, "login_taken", "Somebody has this login; take another.", new FieldError(field, "login_taken", "Take another login."));

    /// <summary>No account that the caller administers has the id.</summary>
    public static ProblemHttpResult AccountNotFound(Guid accountId) =>
        ApiProblem.Of(404, "account_not_found", $"There is no account {accountId}, or it is not yours to administer.");

    /// <summary>One account at least stays.</summary>
    public static ProblemHttpResult OwnAccount() => ApiProblem.Of(409, "own_account", "Nobody disables the own account; ask a colleague.");

    /// <summary>No client that the caller administers has the id.</summary>
    public static ProblemHttpResult ClientNotFound(string clientId) =>
        ApiProblem.Of(404, "client_not_found", $"There is no client {clientId}, or it was revoked, or it is not yours to administer.");

    /// <summary>The kind of the organisation does not have the role.</summary>
    public static ProblemHttpResult RoleNotOfKind(string kind) => ApiProblem.Invalid400(
        new FieldError("role", "role_not_of_kind", kind == Organisations.Kinds.Bureau ? "In a bureau a role is needed: reviewer or operator." : $"Here every role is {kind}; leave it out."));

    /// <summary>Only who belongs to a bureau is limited to regions.</summary>
    public static ProblemHttpResult RegionsOfBureaus() =>
        ApiProblem.Invalid400(new FieldError("regions", "regions_of_bureaus", "Only accounts of a bureau are limited to regions."));

    /// <summary>A scope that the role does not have.</summary>
    public static ProblemHttpResult ScopeBeyondRole(string role) =>
        ApiProblem.Invalid400(new FieldError("scopes", "scope_beyond_role", $"Scopes of the role {role}: {string.Join(' ', Access.Scopes.Of(role).Order(StringComparer.Ordinal))}."));

    /// <summary>Nobody gives away more than the own token holds.</summary>
    public static ProblemHttpResult BeyondOwn() =>
        ApiProblem.Of(403, "beyond_own_rights", "The new account or client would reach further than the caller's own token, in scopes or regions.");

    /// <summary>Without an operator nobody could let anybody in.</summary>
    public static ProblemHttpResult LastOperator() =>
        ApiProblem.Of(409, "last_operator", "No other operator could sign in; make another one first.");

    /// <summary>Machines have secrets, not passwords.</summary>
    public static ProblemHttpResult PeopleOnly() => ApiProblem.Of(403, "people_only", "An API client has no password; rotate its secret.");

    /// <summary>The password in use was not given, or there were too many wrong ones.</summary>
    public static ProblemHttpResult WrongPassword() =>
        ApiProblem.Invalid400(new FieldError("currentPassword", "wrong_password", "This is not the password in use, or there were too many wrong tries; then wait."));

    /// <summary>The new password fails a rule that needs the login.</summary>
    public static ProblemHttpResult PasswordHoldsLogin() =>
        ApiProblem.Invalid400(new FieldError("newPassword", "password_holds_login", "The password holds the login."));
}
