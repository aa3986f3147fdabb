using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Identity.Organisations;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>POST /v1/accounts: a further account of the own organisation; of any for an operator.</summary>
public static class CreateAccount
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapCreateAccount(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/accounts", Handle).WithName("CreateAccount").WithTags("Accounts").Validated<AccountForm>().WithProblems(403, 404, 409, 422)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<AccountView>, ProblemHttpResult>> Handle(
        AccountForm request, Caller caller, HttpContext http, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        var hash = await passwords.Hash(request.Password!, cancellation);
        // The key is kept with a digest of the request, which is no way to keep a password: it is left out.
        return await Idempotency.Run<AccountForm, AccountView>(
            http,
            request with { Password = null },
            async transaction =>
            {
                var organisation = request.Organisation ?? caller.Organisation;
                var kind = await Grants.KindOf(transaction, organisation, cancellation);
                if (kind is null)
                {
                    return Problems.OrganisationNotFound(organisation);
                }

                string[] regions = [.. request.Regions ?? []];
                if (Kinds.RoleIn(kind, request.Role) is not { } role)
                {
                    return Problems.RoleNotOfKind(kind);
                }

                if (kind != Kinds.Bureau && regions.Length > 0)
                {
                    return Problems.RegionsOfBureaus();
                }

                if (!caller.Covers(role, Scopes.Of(role), regions))
                {
                    return Problems.BeyondOwn();
                }

                var view = new AccountView(Guid.CreateVersion7(), organisation, LoginRules.Normal(request.Login!), request.Name!, role, regions, null, clock.GetUtcNow().UtcDateTime);
                try
                {
                    await AccountRows.Insert(transaction, view, hash, cancellation);
                }
                catch (PostgresException error) when (error.ConstraintName == AccountRows.LoginUnique)
                {
                    return Problems.LoginTaken("login");
                }

                await AuditTrail.Record(transaction, AuditEntry.By(caller, "account.created", "account", $"{view.AccountId}") with { Organisations = [organisation, caller.Organisation] }, cancellation);
                return TypedResults.Created($"/v1/accounts/{view.AccountId}", view);
            },
            cancellation);
    }
}
