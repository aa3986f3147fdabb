using System.Text.Json;
using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Erasure;
using Matchmaking.MatchReview.Queue;
using Matchmaking.MatchReview.Talents;
using Matchmaking.MatchReview.Watches;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>
/// Puts the newest ranked list of a demand into the review queue: what is undecided follows the list, what is decided stays as the
/// reviewer saw it.
/// </summary>
public sealed class QueueMatchesConsumer(NpgsqlDataSource database, Outbox outbox, IOptions<QueueOptions> options, TimeProvider clock) : IConsumer<MatchesRanked>
{
    private const string SelectClosedRevision = "select closed_revision from demand where demand_id = @DemandId";

    private const string SelectEnterprise = "select enterprise_code from demand where demand_id = @DemandId";

    private const string SelectRegion = "select region_code from demand where demand_id = @DemandId";

    private const string SelectGone = "select talent_id, gone_revision from talent where talent_id = any(@talentIds) and gone_revision > 0";

    private const string UpdateList = """
        update ranked_list
        set demand_revision = @DemandRevision, list_number = @ListNumber, ranking_id = @RankingId, ranking_digest = @RankingDigest,
            abstention = @Abstention, ranked_at = @RankedAt
        where demand_id = @DemandId
        """;

    // Locked in the order of the ids, as everywhere that removes several matches, so that two removals never wait for each other.
    private const string DeleteDropped = """
        with doomed as (
            select match_id from match
            where demand_id = @DemandId and status = 'pending' and talent_id <> all(@talentIds)
            order by match_id
            for update),
        gone as (delete from match using doomed where match.match_id = doomed.match_id returning match.match_id, match.queued_at, match.escalated_at)
        insert into departed_match (match_id, reason, departed_at, queued_at, escalated_at) select match_id, 'not_in_newest_list', @RankedAt, queued_at, escalated_at from gone
        on conflict on constraint departed_match_once do update
        set reason = excluded.reason, departed_at = excluded.departed_at, queued_at = excluded.queued_at, escalated_at = excluded.escalated_at
        """;

    private const string DeleteDepartures = "delete from departed_match where match_id = any(@matchIds)";

    // One statement for the whole list. What is here already goes on waiting, and so does what an earlier list left out; its opinions stand too. A match that was decided, be it while this waited for its row, is left as it is.
    private const string UpsertPending = """
        insert into match (match_id, demand_id, talent_id, demand_revision, list_number, talent_revision, ranking_id, ranking_digest, ranked_at,
                           rank, score, parts, evidence, missing, acceptance_probability, queued_at, due_at, escalated_at, opinions)
        select entry.match_id, @DemandId, talent_id, @DemandRevision, @ListNumber, talent_revision, @RankingId, @RankingDigest, @RankedAt,
               rank, score, parts::jsonb, evidence::jsonb, missing::jsonb, acceptance_probability,
               coalesce(departed.queued_at, @Now), coalesce(departed.queued_at, @Now) + make_interval(hours => @Hours), departed.escalated_at,
               (select count(*) from match_opinion o where o.match_id = entry.match_id and o.round = 1)::smallint
        from unnest(@MatchIds, @TalentIds, @TalentRevisions, @Ranks, @Scores, @Parts, @Evidence, @Missing, @AcceptanceProbabilities)
             as entry (match_id, talent_id, talent_revision, rank, score, parts, evidence, missing, acceptance_probability)
             left join departed_match departed on departed.match_id = entry.match_id and departed.reason = 'not_in_newest_list'
        on conflict on constraint match_pair_unique do update
        set demand_revision = excluded.demand_revision, list_number = excluded.list_number, talent_revision = excluded.talent_revision,
            ranking_id = excluded.ranking_id, ranking_digest = excluded.ranking_digest, ranked_at = excluded.ranked_at,
            rank = excluded.rank, score = excluded.score, parts = excluded.parts, evidence = excluded.evidence, missing = excluded.missing,
            acceptance_probability = excluded.acceptance_probability
        where match.status = 'pending'
        """;

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<MatchesRanked> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(QueueMatchesConsumer), cancellation))
        {
            return;
        }

        var list = context.Message;
        var standing = await RankedListRow.Arrive(transaction, list.DemandId, list.ListNumber, cancellation);
        if (standing.IsOlderThan(list.DemandRevision, list.ListNumber))
        {
            // The list is noted even where nothing of it may be queued, or the end would depend on what arrived first.
            await connection.ExecuteAsync(new CommandDefinition(UpdateList, list, transaction, cancellationToken: cancellation));
            var isOpen = list.DemandRevision > await connection.QuerySingleOrDefaultAsync<long>(
                new CommandDefinition(SelectClosedRevision, list, transaction, cancellationToken: cancellation));
            var entries = isOpen ? await Queueable(transaction, list, cancellation) : [];
            await Store(transaction, list, entries, cancellation);
            if (isOpen)
            {
                await Announce(transaction, list, entries.Length, cancellation);
                await TellWatchers.OfDemand(transaction, list.DemandId, clock.GetUtcNow(), cancellation);
            }
        }

        await outbox.Commit(transaction, cancellation);
    }

    /// <summary>Who waits for the list is told in the transaction that queues it: what is told of can be read.</summary>
    private async Task Announce(NpgsqlTransaction transaction, MatchesRanked list, int count, CancellationToken cancellation)
    {
        var enterprise = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(SelectEnterprise, list, transaction, cancellationToken: cancellation));
        await Outbox.Add(
            transaction, new ListQueued(list.DemandId, enterprise, list.RankingId, list.RankingDigest, count, list.Abstention, clock.GetUtcNow()), cancellation);
    }

    /// <summary>The entries of a list of an open demand that may stand in the queue: the expert not gone since they were ranked.</summary>
    private static async Task<RankedMatch[]> Queueable(NpgsqlTransaction transaction, MatchesRanked list, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var talentIds = list.Matches.Select(m => m.TalentId).ToArray();
        var erased = await ErasedTalents.Among(transaction, talentIds, cancellation);
        await TalentLock.Share(transaction, talentIds, cancellation);
        var gone = (await connection.QueryAsync<(Guid TalentId, long Revision)>(
            new CommandDefinition(SelectGone, new { talentIds }, transaction, cancellationToken: cancellation))).ToDictionary(g => g.TalentId, g => g.Revision);
        return [.. list.Matches.DistinctBy(m => m.TalentId).Where(m => m.TalentRevision > gone.GetValueOrDefault(m.TalentId) && !erased.Contains(m.TalentId))];
    }

    private async Task Store(NpgsqlTransaction transaction, MatchesRanked list, RankedMatch[] entries, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var talentIds = entries.Select(m => m.TalentId).ToArray();
        var matchIds = talentIds.Select(talentId => MatchId.Of(list.DemandId, talentId)).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            DeleteDropped, new { list.DemandId, talentIds, list.RankedAt }, transaction, cancellationToken: cancellation));
        var region = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectRegion, list, transaction, cancellationToken: cancellation));
        var rows = new
        {
            list.DemandId,
            list.DemandRevision,
            list.ListNumber,
            list.RankingId,
            list.RankingDigest,
            list.RankedAt,
            MatchIds = matchIds,
            TalentIds = talentIds,
            TalentRevisions = entries.Select(m => m.TalentRevision).ToArray(),
            Ranks = entries.Select(m => m.Rank).ToArray(),
            Scores = entries.Select(m => m.Score).ToArray(),
            Parts = entries.Select(m => JsonSerializer.Serialize(m.Parts, MatchRow.Json)).ToArray(),
            Evidence = entries.Select(m => JsonSerializer.Serialize(m.Evidence, MatchRow.Json)).ToArray(),
            Missing = entries.Select(m => JsonSerializer.Serialize(m.Missing, MatchRow.Json)).ToArray(),
            Now = clock.GetUtcNow(),
            Hours = options.Value.HoursFor(region),
            AcceptanceProbabilities = entries.Select(m => m.AcceptanceProbability).ToArray(),
        };
        await connection.ExecuteAsync(new CommandDefinition(UpsertPending, rows, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(DeleteDepartures, new { matchIds }, transaction, cancellationToken: cancellation));
    }
}
