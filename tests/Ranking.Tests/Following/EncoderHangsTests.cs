using System.Diagnostics;
using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class EncoderHangsTests(ServiceWithEncoder service) : IClassFixture<ServiceWithEncoder>
{
    [Fact]
    public async Task An_encoder_that_hangs_delays_a_ranking_by_its_time_out_at_most_and_changes_nothing()
    {
        service.Stub.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var (talent, demand) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "粉末涂料流平与边角覆盖率，静电喷涂。"));
        await Eventually.Get(() => Task.FromResult(service.Stub.Calls), calls => calls > 0, "the background did not ask");

        // The first ones wait; after four in vain nobody waits any more.
        var times = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await service.Post("/v1/rankings", new { text = $"粉末涂料静电喷涂边角覆盖率不足，第{i}次" });
            times.Add(watch.Elapsed);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(talent, Guid.Parse((string)(await answer.Json())["matches"]![0]!["talentId"]!));
        }

        Assert.InRange(times[1], TimeSpan.FromMilliseconds(350), TimeSpan.FromMilliseconds(400 + 1_500));
        Assert.InRange(times.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(350));
        Assert.InRange(times.Max(), TimeSpan.Zero, TimeSpan.FromSeconds(5));

        await service.Deliver(Told.Demand(demand, 1, "静电喷涂边角", "粉末涂料静电喷涂边角覆盖率不足"));
        Assert.Contains(talent, (await service.List(demand, 1)).Talents());
        using var fitting = await service.Http.GetAsync($"/v1/experts/{talent}/demands");
        Assert.Equal(HttpStatusCode.OK, fitting.StatusCode);
        Assert.Empty(service.State.Encoded);
    }
}
