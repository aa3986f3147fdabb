namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>An achievement after a change, and the revision that the change gave its expert.</summary>
/// <param name="Id">Identity of the achievement.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="ExpertRevision">Revision of the expert with this change; also the ETag.</param>
/// <param name="Kind">As entered.</param>
/// <param name="Title">As entered.</param>
/// <param name="Date">As entered.</param>
/// <param name="Role">As entered.</param>
/// <param name="Text">As entered.</param>
/// <param name="AmountYuan">As entered.</param>
public sealed record AchievementChange(
    Guid Id, Guid ExpertId, long ExpertRevision, string Kind, string Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan)
{
    internal static AchievementChange Of(Guid achievementId, Guid expertId, long expertRevision, AchievementForm form) =>
        new(achievementId, expertId, expertRevision, form.Kind!, form.Title!, form.Date, form.Role, form.Text, form.AmountYuan);
}
