using System.Text.Json;
using Dapper;
using Matchmaking.Contracts.Erasure;
using Npgsql;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>What services have answered so far.</summary>
internal static class ErasureAnswers
{
    private const string SelectAnswers = """
        select service as Service, items::text as Items, remaining as Remaining, erased_at as ErasedAt from erasure_answer where erasure_id = @erasureId order by service collate "C"
        """;

    /// <summary>In the order of their names.</summary>
    public static async Task<IReadOnlyList<ServiceErasure>> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid erasureId, CancellationToken cancellation) =>
        [.. (await connection.QueryAsync<AnswerRow>(new CommandDefinition(SelectAnswers, new { erasureId }, transaction, cancellationToken: cancellation)))
            .Select(row => new ServiceErasure(row.Service, row.ErasedAt, JsonSerializer.Deserialize<ErasedItem[]>(row.Items, JsonSerializerOptions.Web)!, row.Remaining))];

    private sealed record AnswerRow(string Service, string Items, long Remaining, DateTime ErasedAt);
}
