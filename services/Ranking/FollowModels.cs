using MassTransit;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Models;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Follows this service's own models: the replica that hears of a promotion goes over to it at once, the others by their next look. It keeps no receipt:
/// looking twice at what is in use has no second effect.
/// </summary>
public sealed partial class FollowModelsConsumer(NpgsqlDataSource database, ModelFeed models, ILogger<FollowModelsConsumer> log) : IConsumer<ModelTrained>, IConsumer<ModelPromoted>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<ModelTrained> context)
    {
        var (model, comparison) = (context.Message, context.Message.Comparison);
        LogTrained(log, model.Digest, model.Kind, model.NdcgAt10, model.ScorecardNdcgAt10);
        if (comparison is { IsOffered: true })
        {
            LogOffered(log, model.Digest, comparison.GainLow, comparison.GainHigh, comparison.Demands, comparison.Champion);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<ModelPromoted> context)
    {
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        await models.Follow(connection, null, context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Digest} ({Kind}) was trained: NDCG@10 {Ndcg:F4} on demands its trees had not seen, scorecard {Scorecard:F4}")]
    private static partial void LogTrained(ILogger logger, string digest, string kind, double ndcg, double scorecard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Digest} can be promoted: gain in NDCG@10 {Low:F4} to {High:F4} on {Demands} later demands over {Champion}")]
    private static partial void LogOffered(ILogger logger, string digest, double low, double high, int demands, string champion);
}
