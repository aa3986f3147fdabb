using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>DELETE /v1/experts/{id}/achievements/{achievementId}: removes an achievement and publishes the profile anew.</summary>
public static class RemoveAchievement
{
    private const string DeleteAchievement = "delete from achievement where achievement_id = @achievementId and expert_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRemoveAchievement(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/experts/{id:guid}/achievements/{achievementId:guid}", Handle)
            .WithName("RemoveAchievement").WithTags("Achievements").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Guid achievementId, HttpContext http, CallerDatabase database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        if (await connection.ExecuteAsync(new CommandDefinition(DeleteAchievement, new { id, achievementId }, transaction, cancellationToken: cancellation)) == 0)
        {
            return Problems.AchievementNotFound(achievementId);
        }

        var expert = await ExpertRow.Raise(transaction, id, clock.GetUtcNow(), cancellation);
        await Acts.Record(transaction, Caller.Of(http), expert, "achievement.removed", cancellation, new() { ["achievement"] = $"{achievementId}" });
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.NoContent();
    }
}
