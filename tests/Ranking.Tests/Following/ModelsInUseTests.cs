using System.Text;
using Matchmaking.Harness;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Tests.Models;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>Models are stored, promoted by people, used by every replica and named by every list.</summary>
public sealed class ModelsInUseTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly object Reviewer = new { who = "赵评审（虚构）", reason = "试用" };

    private static RankingModel Model(float threshold) => SampleModels.Stump("free_capacity", threshold, -0.5, 0.5, share: 0.6, pointsPerUnit: 8);

    [Fact]
    public async Task Promoted_twice_is_promoted_once()
    {
        var digest = await Add(Model(0.83f));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => service.Post($"/v1/models/{digest}:promote", Reviewer)));

        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from model_promotion where digest = @digest", new { digest }));
        await service.Post("/v1/models/scorecard:promote", Reviewer);
    }

    [Fact]
    public async Task A_model_can_be_read_as_it_was_stored()
    {
        var model = Model(0.84f);
        var digest = await Add(model);

        var text = await service.Http.GetByteArrayAsync($"/v1/models/{digest}");

        Assert.Equal(Encoding.UTF8.GetString(RankingModelFile.Write(model)), Encoding.UTF8.GetString(text));
        var listed = (await (await service.Http.GetAsync("/v1/models")).Json())["models"]!.AsArray();
        Assert.Contains(listed, row => (string)row!["digest"]! == digest);
    }

    [Fact]
    public async Task A_model_that_no_longer_fits_leaves_the_scorecard_to_rank()
    {
        var model = Model(0.85f);
        var digest = await Add(model with { Origin = model.Origin with { Scorecard = "of another version" } });
        await service.Post($"/v1/models/{digest}:promote", Reviewer);

        var state = await service.Restarted();

        Assert.Null(state.Scorer.Model);
        await service.Post("/v1/models/scorecard:promote", Reviewer);
    }

    [Fact]
    public async Task A_restarted_replica_ranks_by_the_promoted_model_from_its_first_list_on()
    {
        var digest = await Add(Model(0.86f));
        await service.Post($"/v1/models/{digest}:promote", Reviewer);

        Assert.Equal(digest, (await service.Restarted()).Scorer.Model!.Digest);
        await service.Post("/v1/models/scorecard:promote", Reviewer);
    }

    private Task<string> Add(RankingModel model) => service.Add(model);
}
