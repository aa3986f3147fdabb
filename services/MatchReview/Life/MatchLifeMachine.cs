using MassTransit;
using Microsoft.Extensions.Options;

namespace Matchmaking.MatchReview.Life;

/// <summary>
/// The life of a match (对接) from a reviewer's yes to its rating: proposed, accepted, willing, disclosed, visited, agreed, contracted, completed, rated, or ended at any of them.
/// A match goes forward only, but for a side that is no longer willing before they met. A visit may be left out; a contract needs an agreement, an acceptance a contract with all
/// its milestones reached. What no state provides for is not done, and <see cref="LifeCommand.Taken"/> stays null.
/// </summary>
public sealed class MatchLifeMachine : MassTransitStateMachine<MatchLife>
{
    private readonly IOptionsMonitor<LifeOptions> options;

    /// <summary>Declares states and transitions.</summary>
    public MatchLifeMachine(IOptionsMonitor<LifeOptions> options)
    {
        this.options = options;
        InstanceState(life => life.State);
        Correlate(() => Begin);
        Correlate(() => Agree);
        Correlate(() => Withdraw);
        Correlate(() => Disclose);
        Correlate(() => Meet);
        Correlate(() => Settle);
        Correlate(() => Sign);
        Correlate(() => Mark);
        Correlate(() => Complete);
        Correlate(() => Rate);
        Correlate(() => End);
        Correlate(() => Overdue);

        Initially(Goes(When(Begin), Accepted));
        During(Accepted, Goes(When(Agree), Willing));
        During(Willing, Goes(When(Disclose), Disclosed));
        During([Willing, Disclosed], Goes(When(Withdraw), Accepted));
        During([Accepted, Willing, Disclosed], Goes(When(Meet), Visited));
        During([Accepted, Willing, Disclosed, Visited], Goes(When(Settle), Agreed));
        During(Agreed, Goes(When(Sign), Contracted));
        During(Contracted, When(Mark).Then(Stay), Goes(When(Complete, context => context.Message.OpenMilestones == 0), Completed));
        During(Completed, When(Rate, context => !context.Message.IsLast).Then(Stay), Goes(When(Rate, context => context.Message.IsLast), Rated));
        During([Accepted, Willing, Disclosed, Visited, Agreed, Contracted, Completed, Rated], Goes(When(End), Ended));
        During(
            [Accepted, Willing, Disclosed, Visited, Agreed, Contracted, Completed],
            When(Overdue, context => IsDue(context) && !EndsNow(context)).Then(Remind),
            Goes(When(Overdue, context => IsDue(context) && EndsNow(context)), Ended));
        OnUnhandledEvent(_ => Task.CompletedTask);
    }

    /// <summary>A reviewer accepted it; the sides are asked.</summary>
    public State Accepted { get; private set; } = null!;

    /// <summary>Both sides are willing (双方有意向).</summary>
    public State Willing { get; private set; } = null!;

    /// <summary>A side has read the other's contact.</summary>
    public State Disclosed { get; private set; } = null!;

    /// <summary>They met (实地对接).</summary>
    public State Visited { get; private set; } = null!;

    /// <summary>They agreed to work together (合作意向).</summary>
    public State Agreed { get; private set; } = null!;

    /// <summary>They signed a technology contract (技术合同).</summary>
    public State Contracted { get; private set; } = null!;

    /// <summary>The work was accepted (验收).</summary>
    public State Completed { get; private set; } = null!;

    /// <summary>Both sides rated it (评价).</summary>
    public State Rated { get; private set; } = null!;

    /// <summary>It ended before its aim (终止).</summary>
    public State Ended { get; private set; } = null!;

    /// <summary>Begins a life.</summary>
    public Event<MatchAccepted> Begin { get; private set; } = null!;

    /// <summary>Both sides are willing.</summary>
    public Event<SidesAgreed> Agree { get; private set; } = null!;

    /// <summary>One no longer is.</summary>
    public Event<SideWithdrew> Withdraw { get; private set; } = null!;

    /// <summary>A contact was read.</summary>
    public Event<ContactRead> Disclose { get; private set; } = null!;

    /// <summary>They met.</summary>
    public Event<SidesMet> Meet { get; private set; } = null!;

    /// <summary>They agreed.</summary>
    public Event<AgreementReached> Settle { get; private set; } = null!;

    /// <summary>They signed.</summary>
    public Event<ContractSigned> Sign { get; private set; } = null!;

    /// <summary>A milestone was set or reached.</summary>
    public Event<MilestoneChanged> Mark { get; private set; } = null!;

    /// <summary>The work was accepted.</summary>
    public Event<WorkAccepted> Complete { get; private set; } = null!;

    /// <summary>A side rated it.</summary>
    public Event<WorkRated> Rate { get; private set; } = null!;

    /// <summary>Somebody ends it.</summary>
    public Event<MatchEnded> End { get; private set; } = null!;

    /// <summary>Time ran out.</summary>
    public Event<TimeRanOut> Overdue { get; private set; } = null!;

    /// <summary>A state as tables and callers name it.</summary>
    internal static string Code(string state) => state.Length == 0 || state == "Initial" ? "proposed" : state.ToLowerInvariant();

    /// <summary>The name of the state that <paramref name="code"/> stands for.</summary>
    internal static string NameOf(string code) => string.Concat(code[..1].ToUpperInvariant(), code.AsSpan(1));

    private void Correlate<T>(System.Linq.Expressions.Expression<Func<Event<T>>> happening)
        where T : LifeCommand =>
        Event(happening, correlation =>
        {
            correlation.CorrelateById(context => context.Message.MatchId);
            correlation.OnMissingInstance(missing => missing.Discard());
        });

    private EventActivityBinder<MatchLife, T> Goes<T>(EventActivityBinder<MatchLife, T> happening, State to)
        where T : LifeCommand =>
        happening.Then(context =>
        {
            Take(context, to.Name);
            var rule = options.CurrentValue.Of(Code(to.Name));
            (context.Saga.DueAt, context.Saga.RemindedAt) = (rule.Days is { } days ? context.Message.Change.At.AddDays(days) : null, null);
        }).TransitionTo(to);

    private static void Stay<T>(BehaviorContext<MatchLife, T> context)
        where T : LifeCommand =>
        Take(context, context.Saga.State);

    private void Remind(BehaviorContext<MatchLife, TimeRanOut> context)
    {
        Stay(context);
        var now = context.Message.Change.At;
        (context.Saga.RemindedAt, context.Saga.DueAt) = (now, options.CurrentValue.Of(Code(context.Saga.State)).EndsAfterDays is { } grace ? now.AddDays(grace) : null);
    }

    private static void Take<T>(BehaviorContext<MatchLife, T> context, string to)
        where T : LifeCommand =>
        context.Message.Taken = new LifeStep(++context.Saga.Step, Code(context.Saga.State), Code(to));

    private static bool IsDue(BehaviorContext<MatchLife, TimeRanOut> context) => context.Saga.DueAt <= context.Message.Change.At;

    private bool EndsNow(BehaviorContext<MatchLife, TimeRanOut> context) =>
        context.Saga.RemindedAt is not null && options.CurrentValue.Of(Code(context.Saga.State)).EndsAfterDays is not null;
}
