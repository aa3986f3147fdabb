using Matchmaking.Ranking.State;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Storage;

/// <summary>Stores the index from time to time and once more at the end.</summary>
public sealed partial class StoreIndex(StoredIndex stored, RankingState state, IOptions<IndexOptions> options, ILogger<StoreIndex> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.Loaded.WaitAsync(stoppingToken);
            while (true)
            {
                Store();
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

    private void Store()
    {
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not be stored; the next start reads all profiles")]
    private static partial void LogNotStored(ILogger logger, Exception error);
}
