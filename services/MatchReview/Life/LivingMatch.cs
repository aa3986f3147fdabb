using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>A match that a caller may see, with where it stands and whose it is.</summary>
internal sealed record LivingMatch(Guid DemandId, Guid TalentId, string Status, string State, string? EnterpriseCode, string? InstituteCode, DateTime? DueAt, DateTime? RemindedAt)
{
    private const string SelectMatch = $"""
        select m.demand_id as DemandId, m.talent_id as TalentId, m.status as Status,
               coalesce(l.state, case m.status when 'pending' then 'proposed' else m.status end) as State, d.enterprise_code as EnterpriseCode, t.institute_code as InstituteCode,
               l.due_at as DueAt, l.reminded_at as RemindedAt
        from match m left join match_life l using (match_id) left join demand d using (demand_id) left join talent t using (talent_id)
        where m.match_id = @id and {MatchRow.Visible}
        """;

    /// <summary>The match, or null where <paramref name="caller"/> does not see one.</summary>
    internal static Task<LivingMatch?> Find(NpgsqlTransaction transaction, Guid id, Caller caller, CancellationToken cancellation) =>
        Find(transaction.Connection!, transaction, id, caller, cancellation);

    /// <inheritdoc cref="Find(NpgsqlTransaction, Guid, Caller, CancellationToken)"/>
    internal static async Task<LivingMatch?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Caller caller, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        return await connection.QuerySingleOrDefaultAsync<LivingMatch>(new CommandDefinition(
            SelectMatch, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, transaction, cancellationToken: cancellation));
    }
}
