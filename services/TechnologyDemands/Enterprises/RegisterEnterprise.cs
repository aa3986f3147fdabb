using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>POST /v1/enterprises: registers an enterprise.</summary>
public static class RegisterEnterprise
{
    private const string InsertEnterprise = """
        insert into enterprise (credit_code, name, region_code, industry, created_at, updated_at)
        values (@CreditCode, @Name, @RegionCode, @Industry, @Now, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterEnterprise(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/enterprises", Handle).WithName("RegisterEnterprise").WithTags("Enterprises").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<EnterpriseForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<EnterpriseView>, ProblemHttpResult>> Handle(
        EnterpriseForm request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<EnterpriseForm, EnterpriseView>(
            http,
            request,
            async transaction =>
            {
                if (!caller.ActsFor(request.CreditCode))
                {
                    return SharedProblems.NotYours("creditCode");
                }

                try
                {
                    var row = new { request.CreditCode, request.Name, request.RegionCode, request.Industry, Now = clock.GetUtcNow() };
                    await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertEnterprise, row, transaction, cancellationToken: cancellation));
                }
                catch (PostgresException error) when (error.ConstraintName == "enterprise_credit_code_unique")
                {
                    return Problems.EnterpriseExists(request.CreditCode!);
                }

                var view = new EnterpriseView(request.CreditCode!, request.Name!, request.RegionCode!, request.Industry!, 1);
                await AuditTrail.Record(
                    transaction, AuditEntry.By(caller, "enterprise.registered", "enterprise", view.CreditCode, view.Revision) with { Organisations = [view.CreditCode, caller.Organisation] }, cancellation);
                return TypedResults.Created($"/v1/enterprises/{view.CreditCode}", view);
            },
            cancellation);
}
