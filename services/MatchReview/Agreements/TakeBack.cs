using Dapper;
using Matchmaking.Audit;
using Matchmaking.MatchReview.Life;
using Npgsql;

namespace Matchmaking.MatchReview.Agreements;

/// <summary>
/// An expert who leaves, takes back the consent or goes to another institute ends the agreements in the expert's name. Called with the expert held, whatever
/// the order of the events: what counts is what stands of the expert then.
/// </summary>
internal static class TakeBack
{
    // Held like by who records a stage, and in the order of the ids.
    private const string SelectSpoken = "select match_id from willingness where talent_id = @talentId and side = 'institute' and willing order by match_id";

    private const string UpdateWillingness = """
        update willingness w set willing = false, reason_codes = '{}', recorded_by = 'service:match-review', revision = w.revision + 1, recorded_at = @now
        from talent t
        where t.talent_id = w.talent_id and w.talent_id = @talentId and w.side = 'institute' and w.willing and (t.withdrawn or t.institute_code is distinct from w.organisation)
        returning w.match_id
        """;

    /// <summary>Takes back what was said in the name of the expert and tells of the agreements that end by it.</summary>
    public static async Task InNameOf(NpgsqlTransaction transaction, Lives lives, Guid talentId, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        foreach (var spoken in await connection.QueryAsync<Guid>(new CommandDefinition(SelectSpoken, new { talentId }, transaction, cancellationToken: cancellation)))
        {
            await Agreement.Hold(transaction, spoken, cancellation);
        }

        var matches = (await connection.QueryAsync<Guid>(new CommandDefinition(UpdateWillingness, new { talentId, now }, transaction, cancellationToken: cancellation))).ToArray();
        foreach (var agreement in matches.Length == 0 ? [] : await Agreement.Of(connection, transaction, matches, cancellation))
        {
            var act = AuditEntry.ByService("match-review", [], "match.contacts_withdrawn", "match", $"{agreement.MatchId}");
            var wasAgreed = agreement.Enterprise == true && !agreement.IsEnded;
            await AgreementEvents.Tell(transaction, wasAgreed, agreement, act, cancellation);
            await lives.Follow(wasAgreed, agreement, [], LifeChange.ByService(transaction, now), cancellation);
        }
    }
}
