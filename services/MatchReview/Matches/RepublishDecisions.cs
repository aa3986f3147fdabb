using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>
/// POST /v1/operations/republish-decisions: tells the decision that stands of every match again, and the stages and agreements of accepted matches, for a follower that lost its
/// database. Who has one ignores it.
/// </summary>
public static class RepublishDecisions
{
    private const int Page = 500;

    private const string SelectDecided = """
        select match_id as MatchId, demand_id as DemandId, talent_id as TalentId, status as Decision, reason_codes as ReasonCodes,
               rank as Rank, score as Score, ranking_digest as RankingDigest, ranking_id as RankingId, decided_at as DecidedAt, decision_number as Number
        from match where status <> 'pending' and erased_at is null and match_id > @After order by match_id limit @Page
        """;

    private const string SelectStages = """
        select match_id as MatchId, demand_id as DemandId, talent_id as TalentId, p.stage as Stage, p.reason_codes as ReasonCodes, p.recorded_at as RecordedAt,
               case p.stage when 'visited' then v.visited_on when 'contract' then c.signed_on end::timestamp as OnDay,
               case p.stage when 'contract' then c.amount_yuan end as AmountYuan, case p.stage when 'contract' then c.transaction_amount_yuan end as TransactionYuan
        from match_progress p join match using (match_id) left join match_visit v using (match_id) left join match_contract c using (match_id) where match_id = any(@Matches) order by match_id, p.recorded_at
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishDecisions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-decisions", Handle).WithName("RepublishDecisions").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, Republished>();

    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (after, count) = (Guid.Empty, 0);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var decided = (await connection.QueryAsync<DecidedRow>(
                new CommandDefinition(SelectDecided, new { After = after, Page }, transaction, cancellationToken: cancellation))).AsList();
            if (decided.Count == 0)
            {
                return TypedResults.Ok(new Republished(count));
            }

            foreach (var row in decided)
            {
                await Outbox.Add(
                    transaction,
                    new MatchDecided(row.MatchId, row.DemandId, row.TalentId, row.Decision, row.ReasonCodes, row.Rank, row.Score, row.RankingDigest, row.DecidedAt, row.RankingId, row.Number),
                    cancellation);
            }

            var matches = decided.Select(row => row.MatchId).ToArray();
            var stages = (await connection.QueryAsync<StageRow>(new CommandDefinition(SelectStages, new { Matches = matches }, transaction, cancellationToken: cancellation))).AsList();
            foreach (var row in stages)
            {
                await Outbox.Add(transaction, new MatchProgressed(
                    row.MatchId, row.DemandId, row.TalentId, row.Stage, row.ReasonCodes, row.RecordedAt, row.OnDay is { } day ? DateOnly.FromDateTime(day) : null, row.AmountYuan, row.TransactionYuan), cancellation);
            }

            var agreements = (await Agreement.Of(connection, transaction, matches, cancellation)).Select(agreement => agreement.Told).OfType<ContactsAgreed>().ToList();
            foreach (var told in agreements)
            {
                await Outbox.Add(transaction, told, cancellation);
            }

            await outbox.Commit(transaction, cancellation);
            (after, count) = (matches[^1], count + decided.Count + stages.Count + agreements.Count);
        }
    }

    // Properties, not parameters: Npgsql reports a text[] column as Array, which fills no positional record.
    private sealed record DecidedRow
    {
        public Guid MatchId { get; init; }

        public Guid DemandId { get; init; }

        public Guid TalentId { get; init; }

        public string Decision { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public int Rank { get; init; }

        public double Score { get; init; }

        public string RankingDigest { get; init; } = "";

        public Guid RankingId { get; init; }

        public DateTime DecidedAt { get; init; }

        public int Number { get; init; }
    }

    private sealed record StageRow
    {
        public Guid MatchId { get; init; }

        public Guid DemandId { get; init; }

        public Guid TalentId { get; init; }

        public string Stage { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public DateTime RecordedAt { get; init; }

        public DateTime? OnDay { get; init; }

        public decimal? AmountYuan { get; init; }

        public decimal? TransactionYuan { get; init; }
    }
}
