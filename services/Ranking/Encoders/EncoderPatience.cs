using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Matchmaking.Ranking.Encoders;

/// <summary>
/// How long and how often the encoder is asked. Both ways share one circuit breaker: once the encoder is known to be dead, neither a
/// ranking nor the background waits for it, and one call after each break finds out whether it lives again.
/// </summary>
internal sealed record EncoderPatience
{
    /// <summary>A ranking waits no longer; it goes on without.</summary>
    internal required TimeSpan ForegroundTimeout { get; init; }

    /// <summary>A batch of long texts takes a small machine without a graphics card several seconds.</summary>
    internal TimeSpan BackgroundTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal int Retries { get; init; } = 4;

    /// <summary>Doubles with every retry, with jitter; what the encoder itself asks for counts more.</summary>
    internal TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    internal TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls before failures are judged.</summary>
    internal int LeastCalls { get; init; } = 4;

    internal TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(30);

    internal (ResiliencePipeline Foreground, ResiliencePipeline Background) Build()
    {
        var breaker = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = LeastCalls,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is TimeoutRejectedException or EncoderException { Fault: not EncoderFault.Text }),
            })
            .Build();
        var retry = new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            Delay = RetryDelay,
            MaxDelay = LongestRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is TimeoutRejectedException or EncoderException { Fault: EncoderFault.Passing }),
            DelayGenerator = arguments => ValueTask.FromResult(Asked(arguments.Outcome.Exception)),
        };
        return (
            new ResiliencePipelineBuilder().AddPipeline(breaker).AddTimeout(ForegroundTimeout).Build(),
            new ResiliencePipelineBuilder().AddRetry(retry).AddPipeline(breaker).AddTimeout(BackgroundTimeout).Build());
    }

    private TimeSpan? Asked(Exception? error) => error is EncoderException { RetryAfter: { } asked }
        ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestRetryDelay.Ticks))
        : null;
}
