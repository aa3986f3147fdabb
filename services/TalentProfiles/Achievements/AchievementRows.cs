using System.Text.Json;
using Dapper;
using Npgsql;

namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>An achievement about to be stored.</summary>
internal sealed record NewAchievement(Guid AchievementId, Guid ExpertId, AchievementForm Form);

/// <summary>Stores lists of achievements. The caller holds the expert.</summary>
internal static class AchievementRows
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private const string InsertAchievements = """
        insert into achievement (achievement_id, expert_id, kind, title, achieved_on, role, text, amount_yuan)
        select achievement_id, expert_id, kind, title, achieved_on, role, text, amount_yuan
        from jsonb_to_recordset(@rows::jsonb) as entered (
            achievement_id uuid, expert_id uuid, kind text, title text, achieved_on date, role text, text text, amount_yuan numeric)
        """;

    private const string DeleteOthers = "delete from achievement where expert_id = @expertId and achievement_id <> all(@kept)";

    /// <summary>Adds <paramref name="achievements"/>.</summary>
    public static async Task Insert(NpgsqlTransaction transaction, IReadOnlyCollection<NewAchievement> achievements, CancellationToken cancellation)
    {
        if (achievements.Count == 0)
        {
            return;
        }

        var rows = JsonSerializer.Serialize(
            achievements.Select(a => new { a.AchievementId, a.ExpertId, a.Form.Kind, a.Form.Title, AchievedOn = a.Form.Date, a.Form.Role, a.Form.Text, a.Form.AmountYuan }),
            Json);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertAchievements, new { rows }, transaction, cancellationToken: cancellation));
    }

    /// <summary>
    /// Makes <paramref name="wanted"/> the list of the expert. What stands already and is wanted unchanged keeps its id, for decided
    /// matches name achievements by it.
    /// </summary>
    public static async Task Replace(
        NpgsqlTransaction transaction, Guid expertId, IReadOnlyList<AchievementView> standing, IReadOnlyList<AchievementForm> wanted, DateTimeOffset now, CancellationToken cancellation)
    {
        var unclaimed = standing.ToLookup(a => a.Form()).ToDictionary(same => same.Key, same => new Stack<Guid>(same.Select(a => a.Id)));
        var (kept, added) = (new List<Guid>(), new List<NewAchievement>());
        foreach (var form in wanted)
        {
            if (unclaimed.TryGetValue(form, out var ids) && ids.TryPop(out var id))
            {
                kept.Add(id);
            }
            else
            {
                added.Add(new NewAchievement(Guid.CreateVersion7(now), expertId, form));
            }
        }

        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(DeleteOthers, new { expertId, kept = kept.ToArray() }, transaction, cancellationToken: cancellation));
        await Insert(transaction, added, cancellation);
    }
}
