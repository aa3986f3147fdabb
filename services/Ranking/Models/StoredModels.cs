using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Training;
using Npgsql;

namespace Matchmaking.Ranking.Models;

/// <summary>Writes models and promotions, each in the transaction of its event.</summary>
internal static class StoredModels
{
    /// <summary>Names the scorecard alone where a model is asked for.</summary>
    internal const string Scorecard = "scorecard";

    private const string InsertModel = """
        insert into ranking_model (
            digest, kind, engine, model, demands, pairs, ndcg_at_10, scorecard_ndcg_at_10, trained_at, trained_until,
            champion, gate_demands, champion_ndcg_at_10, challenger_ndcg_at_10, gain_low, gain_high, offered)
        values (
            @Digest, @Kind, @Engine, @Model, @Demands, @Pairs, @NdcgAt10, @ScorecardNdcgAt10, @Now, @TrainedUntil,
            @Champion, @GateDemands, @ChampionNdcgAt10, @ChallengerNdcgAt10, @GainLow, @GainHigh, @IsOffered)
        on conflict (digest) do update
        set champion = excluded.champion, gate_demands = excluded.gate_demands, champion_ndcg_at_10 = excluded.champion_ndcg_at_10,
            challenger_ndcg_at_10 = excluded.challenger_ndcg_at_10, gain_low = excluded.gain_low, gain_high = excluded.gain_high, offered = excluded.offered
        where excluded.champion is not null
        """;

    // Promotions come one after another: two at once would each mark all demands, and neither would know which is in use.
    private const string LockTable = "lock table model_promotion in exclusive mode";

    private const string SelectInUse = "select coalesce(digest, 'scorecard') as Digest, how as How from model_promotion order by id desc limit 1";

    private const string SelectWasInUse = "select exists (select 1 from model_promotion where digest = @digest)";

    private const string SelectTrainedUntil = "select trained_until from ranking_model where digest = @digest";

    private const string InsertPromotion = """
        insert into model_promotion (digest, how, who, reason, promoted_at) values (@Digest, @How, @Who, @Reason, @Now)
        """;

    /// <summary>Stores a model. Trained a second time to the same trees it is the same model, compared anew.</summary>
    internal static async Task Add(NpgsqlTransaction transaction, TrainedModel trained, ModelComparison? comparison, DateTimeOffset now, CancellationToken cancellation)
    {
        var (model, digest) = (trained.Model, trained.Model.Digest);
        var row = new
        {
            Digest = digest,
            model.Origin.Kind,
            model.Ensemble.Engine,
            Model = RankingModelFile.Write(model),
            model.Origin.Demands,
            model.Origin.Pairs,
            trained.NdcgAt10,
            trained.ScorecardNdcgAt10,
            Now = now,
            trained.TrainedUntil,
            comparison?.Champion,
            GateDemands = comparison?.Demands,
            comparison?.ChampionNdcgAt10,
            comparison?.ChallengerNdcgAt10,
            comparison?.GainLow,
            comparison?.GainHigh,
            comparison?.IsOffered,
        };

        if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertModel, row, transaction, cancellationToken: cancellation)) == 1)
        {
            await Outbox.Add(
                transaction,
                new ModelTrained(digest, model.Origin.Kind, model.Ensemble.Engine, model.Origin.Demands, model.Origin.Pairs, trained.NdcgAt10, trained.ScorecardNdcgAt10, now, comparison),
                cancellation);
        }
    }

    /// <summary>Has other promotions wait for the end of the transaction.</summary>
    /// <returns>What ranks now.</returns>
    internal static async Task<ModelInUse> LockPromotions(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(LockTable, transaction: transaction, cancellationToken: cancellation));
        return await transaction.Connection!.QuerySingleOrDefaultAsync<ModelInUse>(new CommandDefinition(SelectInUse, transaction: transaction, cancellationToken: cancellation))
            ?? new ModelInUse(Scorecard, null);
    }

    /// <summary>Whether lists were ever ranked by a model.</summary>
    internal static Task<bool> WasInUse(NpgsqlTransaction transaction, string digest, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<bool>(new CommandDefinition(SelectWasInUse, new { digest }, transaction, cancellationToken: cancellation));

    /// <summary>When the last demand was decided that a model was trained on; null for the scorecard and the first model.</summary>
    internal static async Task<DateTimeOffset?> TrainedUntil(NpgsqlTransaction transaction, string digest, CancellationToken cancellation) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<DateTime?>(new CommandDefinition(SelectTrainedUntil, new { digest }, transaction, cancellationToken: cancellation));

    /// <summary>Ranks by another model from the commit on, and marks every open demand to be ranked again.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="promotion">Its digest is that of a stored model, or <see cref="Scorecard"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="caller">Who decided it; null where the service itself did.</param>
    internal static async Task Promote(NpgsqlTransaction transaction, ModelPromoted promotion, CancellationToken cancellation, Caller? caller = null)
    {
        var row = new
        {
            Digest = promotion.Digest == Scorecard ? null : promotion.Digest,
            promotion.How,
            promotion.Who,
            promotion.Reason,
            Now = promotion.PromotedAt,
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertPromotion, row, transaction, cancellationToken: cancellation));
        _ = await RerankDemands.Mark(transaction.Connection!, transaction, cancellation);
        var act = $"model.{promotion.How}";
        await AuditTrail.Record(
            transaction,
            caller is null
                ? AuditEntry.ByService("ranking", [AuditEntry.Platform], act, "model", promotion.Digest)
                : AuditEntry.By(caller, act, "model", promotion.Digest) with { Organisations = [AuditEntry.Platform, caller.Organisation] },
            cancellation);
        await Outbox.Add(transaction, promotion, cancellation);
    }
}

/// <summary>What lists are ranked by.</summary>
/// <param name="Digest">The model; <see cref="StoredModels.Scorecard"/> for none.</param>
/// <param name="How">How it came into use, see <see cref="Promotions"/>; null where nothing was ever promoted.</param>
internal sealed record ModelInUse(string Digest, string? How);
