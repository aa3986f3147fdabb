using Dapper;
using Matchmaking.Access;
using Matchmaking.Vocabulary;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>What a caller may hand on to a new account or client: never more than the own token holds.</summary>
internal static class Grants
{
    private const string SelectKind = "select kind from organisation where credit_code = @organisation";

    /// <summary>The kind of an organisation that the caller sees; null for another.</summary>
    public static Task<string?> KindOf(NpgsqlTransaction transaction, string organisation, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(SelectKind, new { organisation }, transaction, cancellationToken: cancellation));

    /// <summary>True when <paramref name="caller"/> has all the scopes, in all the regions (codes; none for everywhere). Regions count for bureaus only.</summary>
    public static bool Covers(this Caller caller, string role, IEnumerable<string> scopes, IReadOnlyList<string> regions) =>
        (caller.Scopes.Count == 0 || scopes.All(caller.Scopes.Contains))
        && (caller.Regions.Count == 0 || role is not (Roles.Reviewer or Roles.Operator)
            || (regions.Count > 0 && regions.All(region => caller.Regions.Any(own => Regions.Prefix(region).StartsWith(own, StringComparison.Ordinal)))));
}
