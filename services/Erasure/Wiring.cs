using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Erasure;

/// <summary>What a service adds to take part in erasures.</summary>
public static class Wiring
{
    /// <summary>Erases by <paramref name="plan"/> and answers.</summary>
    public static void AddErasure(this WebApplicationBuilder builder, Func<IServiceProvider, ErasurePlan> plan)
    {
        builder.Services.AddSingleton(plan).AddSingleton<AnswerErasures>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AnswerErasures>());
    }

    /// <summary>Learns who is erased.</summary>
    public static void AddErasure(this IBusRegistrationConfigurator bus) => bus.AddConsumer<ErasePersonConsumer>();
}
