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
        LogOffered(log, context.Message.Digest, context.Message.Kind, context.Message.NdcgAt10, context.Message.ScorecardNdcgAt10);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<ModelPromoted> context)
    {
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        await models.Follow(connection, null, context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Digest} ({Kind}) can be promoted: NDCG@10 {Ndcg:F4} on demands it had not seen, scorecard {Scorecard:F4}")]
    private static partial void LogOffered(ILogger logger, string digest, string kind, double ndcg, double scorecard);
}
