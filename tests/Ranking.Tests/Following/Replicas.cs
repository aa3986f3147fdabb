using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>Another process over the tables of a service: what a restart or a second replica would hold.</summary>
internal static class Replicas
{
    /// <summary>The models of a replica; without bootstrap unless asked for.</summary>
    internal static ModelFeed Models(this ServiceUnderTest<Program> service, RankingState state, bool bootstrap = false, string? engine = null) => new(
        service.Database.Source, state, service.Services.GetRequiredService<Outbox>(), TimeProvider.System,
        Options.Create(new TrainingOptions { Bootstrap = bootstrap, Engine = engine, PollSeconds = 1 }), NullLogger<ModelFeed>.Instance);

    /// <summary>A state that has read the tables once, as after a restart.</summary>
    internal static async Task<RankingState> Restarted(this ServiceUnderTest<Program> service)
    {
        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        var stored = new StoredIndex(Options.Create(new IndexOptions()), KnowledgeGraph.Default, NullLogger<StoredIndex>.Instance);
        using var spaces = new LatentFeed(service.Database.Source, state, stored, Options.Create(new LatentOptions()), NullLogger<LatentFeed>.Instance);
        using var models = service.Models(state);
        using var feed = new StateFeed(service.Database.Source, state, stored, spaces, models, NullLogger<StateFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);
        await state.Loaded.WaitAsync(TimeSpan.FromSeconds(30));
        await feed.StopAsync(CancellationToken.None);
        return state;
    }
}
