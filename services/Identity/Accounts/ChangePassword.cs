using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Identity.SignIns;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>A change of the own password.</summary>
/// <param name="CurrentPassword">The one in use.</param>
/// <param name="NewPassword">10 to 200 characters, without the login, none of the commonest.</param>
public sealed record PasswordForm(string? CurrentPassword, string? NewPassword);

/// <summary>Rules of <see cref="PasswordForm"/>; whether it holds the login is seen when the account is known.</summary>
public sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    /// <summary>Sets the rules.</summary>
    public PasswordFormValidator()
    {
        RuleFor(p => p.CurrentPassword).NotEmpty().MaximumLength(PasswordRules.Longest);
        RuleFor(p => p.NewPassword).IsPasswordOf(_ => null);
    }
}

/// <summary>POST /v1/account/password: changes the own password and ends every refresh token. Wrong tries count for the lock-out as at sign-in.</summary>
public static class ChangePassword
{
    private const string SelectLogin = "select login from account where account_id = @AccountId";

    private const string UpdatePassword = """
        with password as (update account_password set hash = @Hash, changed_at = @Now where account_id = @AccountId)
        update account set generation = generation + 1 where account_id = @AccountId
        """;

    /// <summary>Maps the endpoint. Every role has the scope; what counts is the password in use.</summary>
    public static void MapChangePassword(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/password", Handle).WithName("ChangePassword").WithTags("Accounts").Validated<PasswordForm>().WithProblems(403, 429)
            .AllowAllRoles(Scopes.DemandsRead).RequireRateLimiting(AnonymousLimit.Policy);

    // With the worker's eyes, for the role of requests cannot read a hash; the account is the caller's own.
    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        PasswordForm request, Caller caller, NpgsqlDataSource database, PasswordCheck check, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!Guid.TryParse(caller.Subject, out var accountId)
            || await connection.ExecuteScalarAsync<string?>(new CommandDefinition(SelectLogin, new { AccountId = accountId }, cancellationToken: cancellation)) is not { } login)
        {
            return Problems.PeopleOnly();
        }

        if (PasswordRules.HoldsLogin(request.NewPassword!, login))
        {
            return Problems.PasswordHoldsLogin();
        }

        if (await check.Of(login, request.CurrentPassword!, cancellation) is not { DisabledAt: null })
        {
            return Problems.WrongPassword();
        }

        var change = new { AccountId = accountId, Hash = await passwords.Hash(request.NewPassword!, cancellation), Now = clock.GetUtcNow() };
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(UpdatePassword, change, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "account.password_changed", "account", $"{accountId}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
