using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>POST /v1/institutes: registers an institute.</summary>
public static class RegisterInstitute
{
    private const string InsertInstitute = """
        insert into institute (credit_code, name, region_code, kind, introduction, created_at, updated_at)
        values (@CreditCode, @Name, @RegionCode, @Kind, @Introduction, @Now, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterInstitute(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/institutes", Handle).WithName("RegisterInstitute").WithTags("Institutes").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<InstituteForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<InstituteView>, ProblemHttpResult>> Handle(
        InstituteForm request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<InstituteForm, InstituteView>(
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
                    var row = new { request.CreditCode, request.Name, request.RegionCode, request.Kind, request.Introduction, Now = clock.GetUtcNow() };
                    await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertInstitute, row, transaction, cancellationToken: cancellation));
                }
                catch (PostgresException error) when (error.ConstraintName == "institute_credit_code_unique")
                {
                    return Problems.InstituteExists(request.CreditCode!);
                }

                var view = new InstituteView(request.CreditCode!, request.Name!, request.RegionCode!, request.Kind!, request.Introduction, 1);
                await AuditTrail.Record(
                    transaction, AuditEntry.By(caller, "institute.registered", "institute", view.CreditCode, view.Revision) with { Organisations = [view.CreditCode, caller.Organisation] }, cancellation);
                return TypedResults.Created($"/v1/institutes/{view.CreditCode}", view);
            },
            cancellation);
}
