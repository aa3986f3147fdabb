using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>POST /v1/experts/{id}/achievements: adds an achievement and publishes the profile anew.</summary>
public static class AddAchievement
{
    private const string CountAchievements = "select count(*) from achievement where expert_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapAddAchievement(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}/achievements", Handle).WithName("AddAchievement").WithTags("Achievements").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<AchievementForm>().WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Created<AchievementChange>, ProblemHttpResult>> Handle(
        Guid id, AchievementForm request, HttpContext http, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<AchievementForm, AchievementChange>(http, request, transaction => Store(http, transaction, id, request, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<AchievementChange>, ProblemHttpResult>> Store(
        HttpContext http, NpgsqlTransaction transaction, Guid id, AchievementForm form, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var standing = await transaction.Connection!.ExecuteScalarAsync<long>(
            new CommandDefinition(CountAchievements, new { id }, transaction, cancellationToken: cancellation));
        if (standing >= ExpertFormValidator.MaxAchievements)
        {
            return Problems.TooManyAchievements(ExpertFormValidator.MaxAchievements);
        }

        var achievementId = Guid.CreateVersion7(now);
        await AchievementRows.Insert(transaction, [new NewAchievement(achievementId, id, form)], cancellation);
        var expert = await ExpertRow.Raise(transaction, id, now, cancellation);
        await Acts.Record(transaction, Caller.Of(http), expert, "achievement.added", cancellation, new() { ["achievement"] = $"{achievementId}" });
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Created($"/v1/experts/{id}/achievements/{achievementId}", AchievementChange.Of(achievementId, id, expert.Revision, form));
    }
}
