using Dapper;
using Matchmaking.Identity.Accounts;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Organisations;

/// <summary>POST /v1/organisations: an organisation registers itself with its first account and waits for a bureau's approval. Needs no token.</summary>
public static class RegisterOrganisation
{
    private const string InsertOrganisation = """
        insert into organisation (credit_code, kind, name, region_code, industry, institute_kind, created_at, updated_at)
        values (@CreditCode, @Kind, @Name, @RegionCode, @Industry, @InstituteKind, @CreatedAt, @CreatedAt)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/organisations", Handle).WithName("RegisterOrganisation").WithTags("Organisations").Validated<OrganisationForm>().WithProblems(409, 429)
            .AllowAnonymous().RequireRateLimiting(AnonymousLimit.Policy);

    // Answers 202 and takes no Idempotency-Key: nobody has a name yet that a key could belong to, and a repeat meets the credit code.
    private static async Task<Results<Accepted<OrganisationView>, ProblemHttpResult>> Handle(
        OrganisationForm request, NpgsqlDataSource database, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        var view = new OrganisationView(
            request.CreditCode!, request.Kind!, request.Name!, request.RegionCode!, request.Industry, request.InstituteKind, "pending", 1, clock.GetUtcNow().UtcDateTime);
        var hash = await passwords.Hash(request.Account!.Password!, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await Insert(transaction, view, request.Account, Kinds.FirstRole(view.Kind), view.Kind == Kinds.Bureau ? [view.RegionCode] : [], hash, cancellation);
        }
        catch (PostgresException error) when (error.ConstraintName == "organisation_credit_code_unique")
        {
            return Problems.OrganisationExists(view.CreditCode);
        }
        catch (PostgresException error) when (error.ConstraintName == AccountRows.LoginUnique)
        {
            return Problems.LoginTaken("account.login");
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Accepted($"/v1/organisations/{view.CreditCode}", view);
    }

    /// <summary>Stores an organisation with its first account.</summary>
    internal static async Task Insert(
        NpgsqlTransaction transaction, OrganisationView organisation, FirstAccountForm account, string role, string[] regions, string hash, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertOrganisation, organisation, transaction, cancellationToken: cancellation));
        var first = new AccountView(Guid.CreateVersion7(), organisation.CreditCode, LoginRules.Normal(account.Login!), account.Name!, role, regions, null, organisation.CreatedAt);
        await AccountRows.Insert(transaction, first, hash, cancellation);
    }
}
