using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.Identity.Accounts;

/// <summary>A further account of an organisation.</summary>
/// <param name="Organisation">Credit code; the caller's own where it is left out. Only an operator may name another.</param>
/// <param name="Login">3 to 100 characters of a-z, 0-9 and ._@+-; capitals are the same as small letters.</param>
/// <param name="Name">What the person is called, up to 100 characters.</param>
/// <param name="Password">10 to 200 characters; the person changes it at <c>POST /v1/account/password</c>.</param>
/// <param name="Role">In a bureau reviewer or operator; elsewhere it follows the kind of the organisation.</param>
/// <param name="Regions">GB/T 2260 codes that an account of a bureau is limited to, at most 50; none for all.</param>
public sealed record AccountForm(string? Organisation, string? Login, string? Name, string? Password, string? Role, IReadOnlyList<string>? Regions);

/// <summary>An account as it stands.</summary>
// Dapper knows an array by this constructor alone: the driver calls every array System.Array.
[method: ExplicitConstructor]
public sealed record AccountView(
    Guid AccountId, string Organisation, string Login, string Name, string Role, string[] Regions, DateTime? DisabledAt, DateTime CreatedAt)
{
    /// <summary>Its columns.</summary>
    internal const string Columns = """
        account_id as AccountId, credit_code as Organisation, login as Login, name as Name, role as Role, regions as Regions, disabled_at as DisabledAt, created_at as CreatedAt
        """;
}

/// <summary>Rules of <see cref="AccountForm"/>.</summary>
public sealed class AccountFormValidator : AbstractValidator<AccountForm>
{
    /// <summary>Sets the rules.</summary>
    public AccountFormValidator()
    {
        RuleFor(a => a.Organisation).Optional(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(a => a.Login).IsLogin();
        RuleFor(a => a.Name).NotEmpty().MaximumLength(100);
        RuleFor(a => a.Password).IsPasswordOf(a => a.Login);
        RuleFor(a => a.Role).Optional(Roles.All.Contains!, "unknown_role", "One of: enterprise, institute, reviewer, operator.");
        this.EachOf(a => a.Regions, 0, 50, Vocabulary.Regions.IsValid, "unknown_region", Vocabulary.Regions.Rule);
    }
}
