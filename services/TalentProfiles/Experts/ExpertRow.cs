using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>The hold on an expert while it is changed: who holds the row decides the next revision, so no two changes share one.</summary>
internal static class ExpertRow
{
    private const string SelectForUpdate = """
        select revision as Revision, withdrawn_at as WithdrawnAt from expert
        where expert_id = @expertId and (@Only::text is null or institute_code = @Only)
        for update
        """;

    private const string RaiseRevision = "update expert set revision = revision + 1, updated_at = @now where expert_id = @expertId";

    /// <summary>Holds an expert until the transaction ends; the problem when it is not there for the caller to change, withdrawn or at another revision than If-Match says.</summary>
    public static async Task<ProblemHttpResult?> Hold(HttpContext http, NpgsqlTransaction transaction, Guid expertId, CancellationToken cancellation)
    {
        var held = await transaction.Connection!.QuerySingleOrDefaultAsync<Held>(
            new CommandDefinition(SelectForUpdate, new { expertId, Only = Caller.Of(http).OnlyOrganisation }, transaction, cancellationToken: cancellation));
        return held is null ? Problems.ExpertNotFound(expertId)
            : Revisions.Refuse(http, held.Revision) is { } stale ? stale
            : held.WithdrawnAt is not null ? Problems.ExpertWithdrawn()
            : null;
    }

    /// <summary>Raises the revision of a held expert, for a change that stands in another table, and announces it.</summary>
    public static async Task<ExpertSnapshot> Raise(NpgsqlTransaction transaction, Guid expertId, DateTimeOffset now, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(RaiseRevision, new { expertId, now }, transaction, cancellationToken: cancellation));
        return await ExpertEvents.Announce(transaction, expertId, now, cancellation);
    }

    private sealed record Held
    {
        public long Revision { get; init; }

        public DateTime? WithdrawnAt { get; init; }
    }
}
