using Dapper;
using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;

namespace Matchmaking.MatchReview.Life;

/// <summary>
/// Keeps lives in PostgreSQL, in the transaction of the command: the life is held from its reading to the commit, and each change writes its step. MassTransit's own
/// repositories open a transaction of their own, in which neither the facts of a change nor its message nor the answer kept under its key could stand.
/// </summary>
internal sealed class LifeRepository(ISagaConsumeContextFactory<LifeChange, MatchLife> contexts) : ISagaRepositoryContextFactory<MatchLife>
{
    /// <inheritdoc />
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<MatchLife, T>> next)
        where T : class =>
        next.Send(new LifeRepositoryContext<T>(context, (context.Message as LifeCommand)!, contexts));

    /// <inheritdoc />
    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<MatchLife> query, IPipe<SagaRepositoryQueryContext<MatchLife, T>> next)
        where T : class =>
        throw new NotSupportedException("A life is found by its match.");

    /// <inheritdoc />
    public void Probe(ProbeContext context) => context.Add("persistence", "postgresql");
}

/// <summary>One command's way to its life.</summary>
internal sealed class LifeRepositoryContext<T>(ConsumeContext<T> context, LifeCommand command, ISagaConsumeContextFactory<LifeChange, MatchLife> contexts)
    : ConsumeContextScope<T>(context, command.Change), SagaRepositoryContext<MatchLife, T>
    where T : class
{
    private const string SelectLife = """
        select match_id as CorrelationId, state as State, step as Step, due_at as DueAt, reminded_at as RemindedAt from match_life where match_id = @id for update
        """;

    private const string InsertStep = """
        insert into match_life_step (match_id, number, act, from_state, to_state, reason_codes, actor, actor_organisation, recorded_at)
        values (@MatchId, @Number, @Act, @From, @To, @ReasonCodes, @Actor, @Organisation, @At)
        """;

    private const string InsertLife = $"""
        insert into match_life (match_id, state, step, due_at, reminded_at, changed_at) values (@MatchId, @To, @Number, @DueAt, @RemindedAt, @At);
        {InsertStep}
        """;

    private const string UpdateLife = $"""
        update match_life set state = @To, step = @Number, due_at = @DueAt, reminded_at = @RemindedAt, changed_at = @At where match_id = @MatchId;
        {InsertStep}
        """;

    private readonly ConsumeContext<T> context = context;

    /// <inheritdoc />
    public Task<SagaConsumeContext<MatchLife, TMessage>> CreateSagaConsumeContext<TMessage>(ConsumeContext<TMessage> consumeContext, MatchLife instance, SagaConsumeContextMode mode)
        where TMessage : class =>
        contexts.CreateSagaConsumeContext(command.Change, consumeContext, instance, mode);

    /// <inheritdoc />
    public Task<SagaConsumeContext<MatchLife, T>> Add(MatchLife instance) => contexts.CreateSagaConsumeContext(command.Change, context, instance, SagaConsumeContextMode.Add);

    /// <inheritdoc />
    public Task<SagaConsumeContext<MatchLife, T>> Insert(MatchLife instance) => Add(instance);

    /// <inheritdoc />
    public async Task<SagaConsumeContext<MatchLife, T>> Load(Guid correlationId)
    {
        var life = await command.Change.Transaction.Connection!.QuerySingleOrDefaultAsync<MatchLife>(
            new CommandDefinition(SelectLife, new { id = correlationId }, command.Change.Transaction, cancellationToken: CancellationToken));
        if (life is null)
        {
            return null!;
        }

        life.State = MatchLifeMachine.NameOf(life.State);
        return await contexts.CreateSagaConsumeContext(command.Change, context, life, SagaConsumeContextMode.Load);
    }

    /// <inheritdoc />
    public Task Save(SagaConsumeContext<MatchLife> context) => Write(InsertLife, context.Saga);

    /// <inheritdoc />
    public Task Update(SagaConsumeContext<MatchLife> context) => Write(UpdateLife, context.Saga);

    /// <inheritdoc />
    public Task Delete(SagaConsumeContext<MatchLife> context) => throw new NotSupportedException("A life is never deleted.");

    /// <inheritdoc />
    public Task Discard(SagaConsumeContext<MatchLife> context) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Undo(SagaConsumeContext<MatchLife> context) => Task.CompletedTask;

    // What the machine did not take leaves the life as it was.
    private Task Write(string sql, MatchLife life) => command.Taken is not { } step
        ? Task.CompletedTask
        : command.Change.Transaction.Connection!.ExecuteAsync(new CommandDefinition(
            sql,
            new
            {
                command.MatchId,
                step.Number,
                command.Act,
                step.From,
                step.To,
                ReasonCodes = (string[])[.. step.To == "ended" || command.Act == "unwilling" ? command.ReasonCodes : []],
                command.Change.Actor,
                command.Change.Organisation,
                command.Change.At,
                life.DueAt,
                life.RemindedAt,
            },
            command.Change.Transaction,
            cancellationToken: CancellationToken));
}
