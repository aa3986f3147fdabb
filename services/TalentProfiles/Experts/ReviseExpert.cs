using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Achievements;
using Matchmaking.TalentProfiles.Consents;
using Matchmaking.TalentProfiles.Contacts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>
/// PUT /v1/experts/{id}: replaces the form and publishes the profile anew. <c>achievements</c> replaces the list that stands when the
/// field is in the body; without it the list stays.
/// </summary>
public static class ReviseExpert
{
    private const string UpdateExpert = """
        update expert
        set institute_code = @InstituteCreditCode, name = @Name, title = @Title, degree = @Degree, disciplines = @Disciplines, fields = @Fields,
            research_directions = @ResearchDirections, text = @Text, service_modes = @ServiceModes, regions_served = @RegionsServed,
            capacity = @Capacity, orcid = @Orcid, consent = @Consent, consent_at = case when consent = @Consent then consent_at else @Now end,
            revision = revision + 1, updated_at = @Now
        where expert_id = @Id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseExpert(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/experts/{id:guid}", Handle).WithName("ReviseExpert").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<ExpertForm>().WithProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<ExpertView>, ProblemHttpResult>> Handle(
        Guid id, ExpertForm request, HttpContext http, CallerDatabase database, ExpertContacts contacts, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        if (!caller.ActsFor(request.InstituteCreditCode))
        {
            return SharedProblems.NotYours("instituteCreditCode");
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        try
        {
            await Update(transaction, id, request, now, cancellation);
        }
        catch (PostgresException error) when (error.ConstraintName == "expert_institute")
        {
            return Problems.InstituteUnknown(request.InstituteCreditCode!);
        }
        catch (PostgresException error) when (error.ConstraintName == "expert_orcid_unique")
        {
            return Problems.OrcidTaken();
        }

        await ConsentRows.Follow(transaction, id, request.Consent == true, request.ConsentTextVersion, caller.Subject, now, cancellation);
        if (request.Achievements is not null)
        {
            var standing = (await ExpertSnapshot.Read(connection, transaction, [id], cancellation))[0].Achievements();
            await AchievementRows.Replace(transaction, id, standing, request.Achievements, now, cancellation);
        }

        if (request.Contact is not null)
        {
            await contacts.Store(transaction, new EnteredContact(id, request.InstituteCreditCode!, request.Contact), now, cancellation);
        }

        var expert = await ExpertEvents.Announce(transaction, id, now, cancellation);
        await Acts.Record(transaction, caller, expert, "expert.revised", cancellation);
        var onFile = request.Contact ?? await contacts.OnFile(connection, transaction, expert, caller, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Ok(ExpertView.Of(expert, onFile.Masked()));
    }

    private static Task<int> Update(NpgsqlTransaction transaction, Guid id, ExpertForm form, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            UpdateExpert,
            new
            {
                Id = id,
                form.InstituteCreditCode,
                form.Name,
                form.Title,
                form.Degree,
                Disciplines = Texts(form.Disciplines),
                Fields = Texts(form.Fields),
                ResearchDirections = Texts(form.ResearchDirections),
                form.Text,
                ServiceModes = Texts(form.ServiceModes),
                RegionsServed = Texts(form.RegionsServed),
                form.Capacity,
                form.Orcid,
                form.Consent,
                Now = now,
            },
            transaction,
            cancellationToken: cancellation));

    private static string[] Texts(IReadOnlyList<string>? list) => [.. list ?? []];
}
