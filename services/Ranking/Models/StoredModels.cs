using Dapper;
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
        insert into ranking_model (digest, kind, engine, model, demands, pairs, ndcg_at_10, scorecard_ndcg_at_10, trained_at)
        values (@Digest, @Kind, @Engine, @Model, @Demands, @Pairs, @NdcgAt10, @ScorecardNdcgAt10, @Now)
        on conflict (digest) do nothing
        """;

    private const string InsertPromotion = """
        insert into model_promotion (digest, how, who, reason, promoted_at) values (@Digest, @How, @Who, @Reason, @Now)
        """;

    internal static async Task Add(NpgsqlTransaction transaction, TrainedModel trained, DateTimeOffset now, CancellationToken cancellation)
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
        };

        // Trained twice to the same trees: it is the same model.
        if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertModel, row, transaction, cancellationToken: cancellation)) == 1)
        {
            await Outbox.Add(
                transaction,
                new ModelTrained(digest, model.Origin.Kind, model.Ensemble.Engine, model.Origin.Demands, model.Origin.Pairs, trained.NdcgAt10, trained.ScorecardNdcgAt10, now),
                cancellation);
        }
    }

    /// <summary>Ranks by another model from the commit on, and marks every open demand to be ranked again.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="promotion">Its digest is that of a stored model, or <see cref="Scorecard"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal static async Task Promote(NpgsqlTransaction transaction, ModelPromoted promotion, CancellationToken cancellation)
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
        await Outbox.Add(transaction, promotion, cancellation);
    }
}
