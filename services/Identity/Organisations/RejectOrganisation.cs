using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>
/// POST /v1/organisations/{creditCode}:reject: deletes a pending organisation with its account, so that whoever registered under a foreign credit
/// code does not keep its owner out.
/// </summary>
public static class RejectOrganisation
{
    private const string DeletePending = "delete from organisation where credit_code = @creditCode and status = 'pending'";

    private const string SelectStatus = "select status from organisation where credit_code = @creditCode";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRejectOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/organisations/{creditCode}:reject", Handle).WithName("RejectOrganisation").WithTags("Organisations").WithReadProblems(404, 409)
            .Allow(Scopes.Operations, Roles.Operator);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string creditCode, CallerDatabase database, CancellationToken cancellation)
    {
        if (!CreditCode.IsValid(creditCode))
        {
            return Problems.OrganisationNotFound(creditCode);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(DeletePending, new { creditCode }, cancellationToken: cancellation)) == 1)
        {
            return TypedResults.NoContent();
        }

        var status = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(SelectStatus, new { creditCode }, cancellationToken: cancellation));
        return status is null ? Problems.OrganisationNotFound(creditCode) : Problems.WrongStatus(status, "pending");
    }
}
