using MassTransit;

namespace Matchmaking.MatchReview.Life;

/// <summary>Where an accepted match stands; the instance of <see cref="MatchLifeMachine"/>. CorrelationId is the match.</summary>
public sealed class MatchLife : SagaStateMachineInstance
{
    /// <inheritdoc />
    public Guid CorrelationId { get; set; }

    /// <summary>Name of a state of <see cref="MatchLifeMachine"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>Number of the last step, from 1.</summary>
    public int Step { get; set; }

    /// <summary>When the next step should have been taken, UTC; null where nobody waits for one.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the bureau was told that it is overdue, UTC.</summary>
    public DateTimeOffset? RemindedAt { get; set; }
}
