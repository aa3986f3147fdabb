using Dapper;
using Matchmaking.Erasure;

namespace Matchmaking.MatchReview.Talents;

/// <summary>
/// Erases an expert from the review queue. Undecided matches go. Decided ones stay as what was decided of a need and when, so that counts hold, under an
/// identity that is nobody's and without a word about the expert or in the reviewer's words.
/// </summary>
public static class EraseTalent
{
    private const string SelectMatches = "select match_id from match where talent_id = @TalentId order by match_id for update";

    // Who still has one open is told that it is gone.
    private const string DeletePending = """
        with gone as (delete from match where talent_id = @TalentId and status = 'pending' returning match_id)
        insert into departed_match (match_id, reason, departed_at) select match_id, 'talent_withdrawn', @Now from gone
        on conflict on constraint departed_match_once do update set reason = excluded.reason, departed_at = excluded.departed_at
        """;

    private const string DeleteWillingness = "delete from willingness where talent_id = @TalentId";

    private const string RedactNotes = """
        update match_progress set note = null
        where note is not null and match_id in (select match_id from match where talent_id = @TalentId)
        """;

    // What was signed stays for the counts; what was said of people goes, and nobody is waited for any more.
    private const string RedactVisits = "update match_visit set minutes = null where minutes is not null and match_id in (select match_id from match where talent_id = @TalentId)";

    private const string RedactMilestones = """
        update match_milestone set title = '-', evidence = null where match_id in (select match_id from match where talent_id = @TalentId) and (title <> '-' or evidence is not null)
        """;

    private const string RedactRatings = "update match_rating set comment = null where comment is not null and match_id in (select match_id from match where talent_id = @TalentId)";

    private const string StopLives = "update match_life set due_at = null where due_at is not null and match_id in (select match_id from match where talent_id = @TalentId)";
    private const string DeleteComments = "delete from match_comment where talent_id = @TalentId";

    // Before the matches lose the expert. Of a match that is decided the opinions count on, of any other there is nothing to count.
    private const string DeleteOpinions = """
        delete from match_opinion o
        where o.talent_id = @TalentId and o.round > coalesce((select m.decision_number from match m where m.match_id = o.match_id), 0)
        """;

    private const string RedactOpinions = "update match_opinion set talent_id = null, note = null where talent_id = @TalentId";

    private const string RedactDecisions = """
        update match_decision set note = null
        where note is not null and match_id in (select match_id from match where talent_id = @TalentId)
        """;

    private const string RedactDecided = """
        update match
        set talent_id = gen_random_uuid(), talent_revision = 0, parts = '[]', evidence = '[]', missing = '[]', note = null, erased_at = @Now, opinions = 0,
            claimed_by = null, claimed_until = null, assigned = false
        where talent_id = @TalentId
        """;

    private const string DeleteWatches = "delete from watch where talent_id = @TalentId";

    private const string DeleteFits = "delete from watch_fit where talent_id = @TalentId";

    private const string DeleteTalent = "delete from talent where talent_id = @TalentId";

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services) => new("match-review", Erase);

    private static async Task Erase(ErasureWork work, CancellationToken cancellation)
    {
        // Whoever speaks for the expert at the moment ends first, or finds the match emptied.
        await TalentLock.Hold(work.Transaction, work.TalentId, cancellation);
        var matches = (await work.Transaction.Connection!.QueryAsync<Guid>(
            new CommandDefinition(SelectMatches, new { work.TalentId }, work.Transaction, cancellationToken: cancellation))).AsList();
        // The answer that a repeated decision would get holds its note, and names the match alone.
        work.Also(matches);
        foreach (var match in matches)
        {
            await work.EraseDetails("match", match, cancellation);
        }

        await work.Run("match", "deleted", DeletePending, cancellation);
        await work.Run("willingness", "deleted", DeleteWillingness, cancellation);
        await work.Run("match_comment", "deleted", DeleteComments, cancellation);
        await work.Run("match_opinion", "deleted", DeleteOpinions, cancellation);
        await work.Run("match_opinion", "redacted", RedactOpinions, cancellation);
        await work.Run("match_decision", "redacted", RedactDecisions, cancellation);
        await work.Run("match_progress", "redacted", RedactNotes, cancellation);
        await work.Run("match_visit", "redacted", RedactVisits, cancellation);
        await work.Run("match_milestone", "redacted", RedactMilestones, cancellation);
        await work.Run("match_rating", "redacted", RedactRatings, cancellation);
        await work.Run("match_life", "redacted", StopLives, cancellation);
        await work.Run("match", "redacted", RedactDecided, cancellation);
        await work.Run("watch_fit", "deleted", DeleteFits, cancellation);
        await work.Run("watch", "deleted", DeleteWatches, cancellation);
        await work.Run("talent", "deleted", DeleteTalent, cancellation);
    }
}
