using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Contacts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>GET /v1/experts/{id}: an expert with achievements; one who has left is still shown, as withdrawn, to the institute and to a bureau.</summary>
public static class GetExpert
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetExpert(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}", Handle).WithName("GetExpert").WithTags("Experts").AllowAllRoles(Scopes.ExpertsRead).WithReadProblems(404);

    private static async Task<Results<Ok<ExpertView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, ExpertContacts contacts, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await ExpertSnapshot.Read(connection, null, [id], cancellation);
        if (found.Count == 0 || !found[0].IsVisibleTo(caller))
        {
            return Problems.ExpertNotFound(id);
        }

        Revisions.SetETag(http, found[0].Revision);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ExpertView.Of(found[0], await contacts.OnFile(connection, null, found[0], caller, cancellation)));
    }
}
