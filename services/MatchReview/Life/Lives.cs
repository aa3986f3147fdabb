using MassTransit;
using MassTransit.Configuration;
using MassTransit.Mediator;
using MassTransit.Saga;
using Matchmaking.MatchReview.Agreements;

namespace Matchmaking.MatchReview.Life;

/// <summary>The one way in which something happens to a match after it was accepted.</summary>
public sealed class Lives(IMediator mediator)
{
    /// <summary>Tells the machine; the step it took, or null where the state provides for none. Stored in the transaction of the command.</summary>
    public async Task<LifeStep?> Tell<T>(T command, CancellationToken cancellation)
        where T : LifeCommand
    {
        await mediator.Send(command, cancellation);
        return command.Taken;
    }

    /// <summary>What the sides said of talking to each other, told to the machine where it changes whether both are willing.</summary>
    internal Task<LifeStep?> Follow(bool wasAgreed, Agreement now, IReadOnlyList<string> reasons, LifeChange change, CancellationToken cancellation) =>
        now.IsAgreed == wasAgreed ? Task.FromResult<LifeStep?>(null)
        : now.IsAgreed ? Tell(new SidesAgreed(now.MatchId, change), cancellation)
        : Tell(new SideWithdrew(now.MatchId, reasons, change), cancellation);

    /// <summary>Registers the machine on a mediator of this process.</summary>
    internal static void AddTo(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LifeOptions>().BindConfiguration(LifeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Lives>().AddHostedService<EndOverdue>();
        builder.Services.AddMediator(mediator => mediator.AddSagaStateMachine<MatchLifeMachine, MatchLife>().Repository(repository =>
            repository.RegisterSagaRepository<MatchLife, LifeChange, SagaConsumeContextFactory<LifeChange, MatchLife>, LifeRepository>()));
    }
}
