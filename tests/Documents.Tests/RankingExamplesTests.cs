extern alias ranking;

using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>The examples of Ranking are sent to it.</summary>
public sealed class RankingExamplesTests(RankingHost service) : IClassFixture<RankingHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        var (demand, expert, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Expert(expert, "周衡（虚构）", "长期从事棉织物轧光整理，解决布面极光与水洗后光泽下降。"), Told.Expert(other, "林沐川（虚构）", "高阻隔聚酯薄膜双向拉伸与中试放大。"), Told.Need(demand));
        foreach (var address in (string[])[$"/v1/experts/{expert}/portrait", $"/v1/experts/{other}/portrait", $"/v1/demands/{demand}/why-not/{other}"])
        {
            await Eventually.Get(() => service.Http.GetAsync(new Uri(address, UriKind.Relative)), answer => answer.IsSuccessStatusCode, $"{address} was never answered");
        }

        await new ExampleRun<ranking::Program>(
            service, "Ranking", () => Task.FromResult(new Dictionary<string, string> { ["demand"] = $"{demand}", ["expert"] = $"{expert}", ["stranger"] = $"{other}" })).Run();
    }
}
