using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Matchmaking.Ranking.State;

/// <summary>Not ready before the tables have been read into memory.</summary>
internal sealed class StateHealth(RankingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Loaded.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The candidates are still being read."));
}
