using Matchmaking.Ranking.State;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Storage;

/// <summary>Stores the index from time to time and once more at the end; rids it of withdrawn profiles now and then.</summary>
public sealed partial class StoreIndex(StoredIndex stored, RankingState state, IOptions<IndexOptions> options, ILogger<StoreIndex> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.Loaded.WaitAsync(stoppingToken);
            for (var purged = TimeProvider.System.GetTimestamp(); ;)
            {
                if (TimeProvider.System.GetElapsedTime(purged) >= TimeSpan.FromHours(options.Value.PurgeEveryHours))
                {
                    purged = TimeProvider.System.GetTimestamp();
                    await Purge(stoppingToken);
                }

                await OwnThread.Run(Store);
                await Task.Delay(TimeSpan.FromSeconds(options.Value.StoreEverySeconds), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (state.Loaded.IsCompleted)
            {
                Store();
            }
        }
    }

    private async Task Purge(CancellationToken cancellation)
    {
        try
        {
            await state.Candidates.Purge(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogMergeFailed(log, error);
        }
    }

    private void Store()
    {
        if (state.Candidates.Merging is { IsFaulted: true, Exception: { } failure })
        {
            LogMergeFailed(log, failure);
        }

        try
        {
            stored.Save(state.Candidates);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Only the next start is slower for it.
            LogNotStored(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Segments of the index could not be merged; they stay as they are")]
    private static partial void LogMergeFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not be stored; the next start reads all profiles")]
    private static partial void LogNotStored(ILogger logger, Exception error);
}
