using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.Identity.Clients;

/// <summary>An API client to be made.</summary>
/// <param name="Organisation">Credit code; the caller's own where it is left out. Only an operator may name another.</param>
/// <param name="Name">What it is for, up to 100 characters.</param>
/// <param name="Scopes">What its tokens may at most, within the scopes of the role.</param>
/// <param name="Role">In a bureau reviewer or operator; elsewhere it follows the kind of the organisation.</param>
public sealed record ClientForm(string? Organisation, string? Name, IReadOnlyList<string>? Scopes, string? Role);

/// <summary>An API client as it stands.</summary>
[method: ExplicitConstructor]
public sealed record ClientView(
    string ClientId, string Organisation, string Name, string Role, string[] Scopes, string[] Regions, DateTime CreatedAt, DateTime? LastUsedAt)
{
    /// <summary>Its columns.</summary>
    internal const string Columns = """
        client_id as ClientId, credit_code as Organisation, name as Name, role as Role, scopes as Scopes, regions as Regions, created_at as CreatedAt, last_used_at as LastUsedAt
        """;
}

/// <summary>A new client, or one with a new secret.</summary>
/// <param name="Client">The client.</param>
/// <param name="ClientSecret">Shown here and never again; null where the request repeats one that was answered under the same Idempotency-Key.</param>
/// <param name="FormerSecretEnds">Until when the secret before is good; null where there is none.</param>
public sealed record ClientWithSecret(ClientView Client, string? ClientSecret, DateTimeOffset? FormerSecretEnds);

/// <summary>Rules of <see cref="ClientForm"/>.</summary>
public sealed class ClientFormValidator : AbstractValidator<ClientForm>
{
    /// <summary>Sets the rules.</summary>
    public ClientFormValidator()
    {
        RuleFor(c => c.Organisation).Optional(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(c => c.Name).NotEmpty().MaximumLength(100);
        this.EachOf(c => c.Scopes, 1, Access.Scopes.All.Count, Access.Scopes.All.Contains!, "unknown_scope", $"One of: {string.Join(", ", Access.Scopes.All)}.");
        RuleFor(c => c.Role).Optional(Roles.All.Contains!, "unknown_role", "One of: enterprise, institute, reviewer, operator.");
    }
}
