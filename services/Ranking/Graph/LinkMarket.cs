using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking.Graph;

/// <summary>Links all experts and needs once they are read: else whoever asks first for a technology waits for all of it.</summary>
internal sealed class LinkMarket(LinkedMarket market, RankingState state) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Loaded.WaitAsync(stoppingToken);
        await OwnThread.Run(() => (market.Talents(), market.Demands())).WaitAsync(stoppingToken);
    }
}
