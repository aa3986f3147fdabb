using Dapper;
using Matchmaking.Erasure;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking;

/// <summary>
/// Erases an expert from the ranking: the copy of the profile, vectors, the entry in every list ever made, features, decisions and outcomes to learn from.
/// Then waits until every replica has rid its index, and drops latent spaces that know a word which nobody has any more.
/// </summary>
public static class EraseTalent
{
    // Locked before its texts are erased: whoever has them encoded at the moment looks at this row afterwards, waits, and erases them too.
    private const string LockFormer = "select profile::text from candidate where talent_id = @TalentId and profile is not null for update";

    // The state of every replica learns from this row that the expert is gone.
    private const string BuryCandidate = """
        insert into candidate as stored (talent_id, revision, profile) values (@TalentId, @Revision, null)
        on conflict (talent_id) do update
        set revision = greatest(stored.revision, excluded.revision), profile = null, institute_code = null, change_xid = pg_current_xact_id(), pending_xid = null
        """;

    private const string MarkStale = """
        update demand set stale_xid = pg_current_xact_id()
        where demand_id in (
            select demand_id from demand where demand is not null and demand_id in (select demand_id from listed where talent_id = @TalentId)
            order by demand_id for update)
        """;

    private const string DeleteListed = "delete from listed where talent_id = @TalentId";

    private const string RedactLists = """
        update ranked_list
        set redacted_at = @Now,
            matches = coalesce((
                select jsonb_agg(entry order by place) from jsonb_array_elements(matches) with ordinality as shown (entry, place)
                where entry ->> 'talentId' <> @TalentId::text), '[]')
        where matches @> jsonb_build_array(jsonb_build_object('talentId', @TalentId::text))
        """;

    private const string DeletePairs = "delete from shown_pair where talent_id = @TalentId";

    private const string DeleteOutcomes = "delete from outcome where match_id in (select match_id from decision where talent_id = @TalentId)";

    private const string DeleteDecisions = "delete from decision where talent_id = @TalentId";

    // Who was not seen for 20 s has ended, or purges before it ranks again.
    private const string AreAllPurged = """
        select count(*) filter (where purged_number >= @Number)::int as Purged, count(*)::int as Alive from index_replica where seen_at > now() - interval '20 seconds'
        """;

    /// <summary>How this service erases.</summary>
    public static ErasurePlan Plan(IServiceProvider services)
    {
        var (encoder, feed, state) = (services.GetRequiredService<TextEncoder>(), services.GetRequiredService<StateFeed>(), services.GetRequiredService<RankingState>());
        return new("ranking", (work, cancellation) => Erase(work, encoder, feed, cancellation))
        {
            Settle = (work, cancellation) => Settle(work, state, cancellation),
            PassedOver = new Dictionary<string, string> { ["candidate"] = "profile is null and institute_code is null" },
        };
    }

    private static async Task Erase(ErasureWork work, TextEncoder encoder, StateFeed feed, CancellationToken cancellation)
    {
        var connection = work.Transaction.Connection!;
        var former = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(LockFormer, new { work.TalentId }, work.Transaction, cancellationToken: cancellation));
        if (former is not null)
        {
            work.Count("embedding", "deleted", await encoder.Erase(FollowTalentsConsumer.FormerTexts(former), connection, cancellation));
            work.Count("candidate", "deleted", 1);
        }

        await connection.ExecuteAsync(new CommandDefinition(BuryCandidate, new { work.TalentId, work.Revision }, work.Transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(MarkStale, new { work.TalentId }, work.Transaction, cancellationToken: cancellation));
        await work.Run("listed", "deleted", DeleteListed, cancellation);
        await work.Run("ranked_list", "redacted", RedactLists, cancellation);
        await work.Run("shown_pair", "deleted", DeletePairs, cancellation);
        await work.Run("outcome", "deleted", DeleteOutcomes, cancellation);
        await work.Run("decision", "deleted", DeleteDecisions, cancellation);
        feed.Wake();
    }

    private static async Task<bool> Settle(ErasureWork work, RankingState state, CancellationToken cancellation)
    {
        var (purged, alive) = await work.Transaction.Connection!.QuerySingleAsync<(int Purged, int Alive)>(
            new CommandDefinition(AreAllPurged, new { work.Number }, work.Transaction, cancellationToken: cancellation));
        // Without one nobody looks for spaces either.
        if (alive == 0 || purged < alive || state.Candidates.Current.RevisionOf(work.TalentId) is not null)
        {
            return false;
        }

        work.Set("index", "purged", purged);
        work.Count("latent_space", "deleted", await ForgottenWords.Drop(work.Transaction, state.Candidates.Current, cancellation));
        return true;
    }
}
