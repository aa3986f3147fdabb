using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>PUT /v1/experts/{id}/achievements/{achievementId}: replaces an achievement, which keeps its id, and publishes the profile anew.</summary>
public static class ReviseAchievement
{
    private const string UpdateAchievement = """
        update achievement set kind = @Kind, title = @Title, achieved_on = @Date, role = @Role, text = @Text, amount_yuan = @AmountYuan
        where achievement_id = @AchievementId and expert_id = @Id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseAchievement(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/experts/{id:guid}/achievements/{achievementId:guid}", Handle)
            .WithName("ReviseAchievement").WithTags("Achievements").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<AchievementForm>().WithProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<AchievementChange>, ProblemHttpResult>> Handle(
        Guid id, Guid achievementId, AchievementForm request, HttpContext http, CallerDatabase database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var row = new { Id = id, AchievementId = achievementId, request.Kind, request.Title, request.Date, request.Role, request.Text, request.AmountYuan };
        if (await connection.ExecuteAsync(new CommandDefinition(UpdateAchievement, row, transaction, cancellationToken: cancellation)) == 0)
        {
            return Problems.AchievementNotFound(achievementId);
        }

        var expert = await ExpertRow.Raise(transaction, id, clock.GetUtcNow(), cancellation);
        await Acts.Record(transaction, Caller.Of(http), expert, "achievement.revised", cancellation, new() { ["achievement"] = $"{achievementId}" });
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Ok(AchievementChange.Of(achievementId, id, expert.Revision, request));
    }
}
