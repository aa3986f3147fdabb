using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Audit;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking.Lists;

/// <summary>Stores a list with what made it and tells the followers, in the caller's transaction, which holds the row of the demand.</summary>
internal static class StoreList
{
    private const string InsertList = """
        with numbered as (
            update demand
            -- Milliseconds, so that numbers go on rising after a loss of this database; a list stays marked until a second look changes nothing.
            set list_number = greatest(list_number + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint), stale_xid = pg_current_xact_id()
            where demand_id = @DemandId
            returning list_number),
        gone as (delete from listed where demand_id = @DemandId and not talent_id = any(@Talents)),
        shown as (
            insert into listed (demand_id, talent_id) select @DemandId, talent from unnest(@Talents) as talent
            on conflict on constraint listed_once do nothing)
        insert into ranked_list (ranking_id, demand_id, demand_revision, list_number, ranking_digest, matches, abstention, ranked_at, ranked_on, engaged_digest, enterprise, feature_set)
        select @RankingId, @DemandId, @DemandRevision, list_number, @RankingDigest, @Matches::jsonb, @Abstention, @RankedAt, @Today, @EngagedDigest, @Enterprise, @FeatureSet from numbered
        returning list_number
        """;

    public static async Task Run(
        NpgsqlTransaction transaction, RankingQuery query, RankedList list, DateTimeOffset now, CancellationToken cancellation)
    {
        list = await WithoutErased(transaction, list, cancellation);
        var rankingId = Guid.CreateVersion7(now);
        var number = await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(
            InsertList,
            new
            {
                RankingId = rankingId,
                query.DemandId,
                DemandRevision = query.Revision,
                list.RankingDigest,
                Matches = StoredJson.Write(list.Matches),
                list.Abstention,
                list.Today,
                list.EngagedDigest,
                Enterprise = query.EnterpriseCreditCode,
                ShownPairs.FeatureSet,
                RankedAt = now,
                Talents = list.Matches.Select(match => match.TalentId).ToArray(),
            },
            transaction,
            cancellationToken: cancellation));
        await ShownPairs.Store(transaction, rankingId, list, cancellation);
        var detail = new JsonObject { ["ranking"] = $"{rankingId}", ["digest"] = list.RankingDigest, ["matches"] = list.Matches.Count };
        var concerned = string.IsNullOrEmpty(query.EnterpriseCreditCode) ? AuditEntry.Platform : query.EnterpriseCreditCode;
        await AuditTrail.Record(transaction, AuditEntry.ByService("ranking", [concerned], "demand.ranked", "demand", $"{query.DemandId}", query.Revision, detail), cancellation);
        await Outbox.Add(
            transaction, new MatchesRanked(rankingId, query.DemandId, query.Revision, number, list.RankingDigest, list.Matches, list.Abstention, now), cancellation);
    }

    // Who was erased while the list was being made; the demand is marked, so that a whole list follows.
    private static async Task<RankedList> WithoutErased(NpgsqlTransaction transaction, RankedList list, CancellationToken cancellation)
    {
        var erased = await ErasedTalents.Among(transaction, [.. list.Shown.Select(pair => pair.Entry.Id).Union(list.Matches.Select(match => match.TalentId))], cancellation);
        return erased.Count == 0 ? list : list with
        {
            Matches = [.. list.Matches.Where(match => !erased.Contains(match.TalentId))],
            Shown = [.. list.Shown.Where(pair => !erased.Contains(pair.Entry.Id))],
        };
    }
}
