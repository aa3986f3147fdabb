using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Contacts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>POST /v1/experts: registers an expert, with achievements, and publishes the profile.</summary>
public static class RegisterExpert
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterExpert(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts", Handle).WithName("RegisterExpert").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<ExpertForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<ExpertView>, ProblemHttpResult>> Handle(
        ExpertForm request, HttpContext http, ExpertContacts contacts, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<ExpertForm, ExpertView>(http, request, transaction => caller.ActsFor(request.InstituteCreditCode)
            ? Store(transaction, request, contacts, caller, clock.GetUtcNow(), cancellation)
            : Task.FromResult<Results<Created<ExpertView>, ProblemHttpResult>>(SharedProblems.NotYours("instituteCreditCode")), cancellation);

    private static async Task<Results<Created<ExpertView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, ExpertForm form, ExpertContacts contacts, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var expertId = Guid.CreateVersion7(now);
        try
        {
            if ((await NewExperts.Insert(transaction, [new NewExpert(expertId, form)], contacts, caller.Subject, now, cancellation)).Count == 0)
            {
                return Problems.OrcidTaken();
            }
        }
        catch (PostgresException error) when (error.ConstraintName == "expert_institute")
        {
            return Problems.InstituteUnknown(form.InstituteCreditCode!);
        }

        var stored = await ExpertSnapshot.Read(transaction.Connection!, transaction, [expertId], cancellation);
        await Acts.Record(transaction, caller, stored[0], "expert.registered", cancellation);
        return TypedResults.Created($"/v1/experts/{expertId}", ExpertView.Of(stored[0], form.Contact.Masked()));
    }
}
