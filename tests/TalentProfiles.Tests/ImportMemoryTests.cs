using System.Text;
using Matchmaking.Harness;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>The service without its relay: the in-memory bus keeps all it has sent, which would be measured as the import's memory.</summary>
public sealed class SilentService : ServiceUnderTest<Program>
{
    protected override void ConfigureServices(IServiceCollection services) =>
        services.Remove(services.Single(s => s.ImplementationType == typeof(OutboxRelay)));
}

/// <summary>Runs by itself: what other tests hold would be measured too.</summary>
[CollectionDefinition(nameof(ImportMemoryTests), DisableParallelization = true)]
public sealed class MeasuredAlone;

[Collection(nameof(ImportMemoryTests))]
public sealed class ImportMemoryTests(SilentService service) : IClassFixture<SilentService>
{
    [Fact]
    public async Task Five_thousand_rows_of_50_MB_pass_in_bounded_memory()
    {
        const int Rows = 5_000;
        var institute = await service.RegisterInstitute();
        var sound = ExpertBody.Sound(institute).With("text", new string('x', 10_000));
        var line = Encoding.UTF8.GetBytes(ImportFile.Line(sound) + "\n");
        var bad = Encoding.UTF8.GetBytes(ImportFile.Line(sound.With("capacity", 101)) + "\n");
        var sent = 0L;
        using var measured = new PeakMemory();

        var answer = await service.Stream(ImportFile.Ndjson, new StreamedFile(async stream =>
        {
            for (var row = 0; row < Rows; row++)
            {
                await stream.WriteAsync(row % 10 == 0 ? bad : line);
                sent += line.Length;
            }
        }));
        var peak = await measured.Stop();

        var verdict = await answer.Json();
        Assert.Equal((4_500, 500), ((int)verdict["accepted"]!, (int)verdict["rejected"]!));
        Assert.Equal(4_500, await service.ExpertsOf(institute));
        Assert.Equal(4_500, await service.Database.Scalar<int>("select count(distinct body::jsonb->>'talentId')::int from outbox_message"));
        Assert.True(sent > 50_000_000, $"only {sent} bytes were sent");
        Assert.True(peak < 35_000_000, $"{peak} bytes were held while {sent} bytes passed");
    }

    [Fact]
    public async Task Rows_past_100_000_are_not_read()
    {
        var answer = await service.Stream(ImportFile.Ndjson, new StreamedFile(async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 110_000))))));

        var rows = (await answer.Json())["rows"]!.AsArray();
        Assert.Equal(100_001, rows.Count);
        Assert.Equal("too_many_rows", (string?)rows[^1]!["errors"]![0]!["code"]);
    }
}
