using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Tests.Encoders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class EncoderInUseTests(ServiceWithEncoder service) : IClassFixture<ServiceWithEncoder>
{
    private readonly RankedLists lists = service.Services.GetRequiredService<RankedLists>();

    [Fact]
    public async Task A_pair_has_the_same_encoded_value_in_both_directions_and_the_list_is_the_same_as_without()
    {
        var (talent, demand) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "海水淡化反渗透膜元件清洗，膜通量恢复与阻垢剂筛选。"));
        await service.Encoded(talent, 1);
        var published = Told.Demand(demand, 1, "反渗透膜通量下降", "海水淡化反渗透膜元件通量下降快，要清洗与阻垢方案");
        await service.Deliver(published);
        await service.List(demand, 1);
        await Eventually.Get(() => Task.FromResult(service.State.Demands.Current.Find(demand)), found => found is not null, "the demand is not in the index");

        var query = DemandQuery.From(demand, 1, published.Demand);
        var encoded = await lists.Encode(query, keep: true, CancellationToken.None);
        var pairing = service.Pair(query, talent, encoded);
        var expected = service.Texts(talent).Max(text => Cosine(text, EncodedDemand.TextOf(query)));
        Assert.Equal(expected, new EncoderFitFeature().Value(pairing)!.Value, 0.01);
        Assert.Equal(pairing.Relevance.Encoded, service.Pair(query, talent, (await lists.EncodedFor(talent, CancellationToken.None))![demand]).Relevance.Encoded);
        Assert.Equal(StoredJson.Write(lists.Make(query, null)), StoredJson.Write(lists.Make(query, encoded)));

        var fitting = await (await service.Http.GetAsync($"/v1/experts/{talent}/demands")).Json();
        Assert.Equal(demand, Guid.Parse((string)fitting["demands"]![0]!["demandId"]!));
        Assert.True((bool)(await (await service.Http.GetAsync("/v1/ranker")).Json())["encoder"]!);
    }

    [Fact]
    public async Task A_free_text_is_asked_about_and_leaves_no_vector_behind()
    {
        var need = $"离心风机叶轮积灰振动{Guid.NewGuid():N}";
        using var answer = await service.Post("/v1/rankings", new { text = need });

        Assert.True(answer.IsSuccessStatusCode);
        var asked = Assert.Single(service.Stub.Requests.SelectMany(request => request.Body["input"]!.AsArray()), text => ((string)text!).Contains(need[^32..], StringComparison.Ordinal));
        Assert.Equal(0, await service.Stored((string)asked!));
    }

    [Fact]
    public async Task Vectors_go_with_the_texts_they_were_made_of()
    {
        var talent = Guid.NewGuid();
        var first = Told.Talent(talent, 1, "烟气脱硝催化剂再生，活性组分负载。");
        await service.Know(first);
        await service.Encoded(talent, 1);
        var before = service.Texts(talent);
        Assert.Equal((3, 3), (before.Length, await service.Stored(before)));

        await service.Know(first with { Revision = 2, Profile = first.Profile with { Text = "烟气脱硝催化剂再生与回收利用。" } });
        await service.Encoded(talent, 2);
        var after = service.Texts(talent);
        Assert.Equal((0, 3), (await service.Stored([.. before.Except(after)]), await service.Stored(after)));

        var withdrawal = Guid.NewGuid();
        await service.Deliver(new TalentWithdrawn(talent, 3, DateTimeOffset.UtcNow), withdrawal);
        await service.Received(withdrawal);
        Assert.Equal(0, await service.Stored(after));
        await Eventually.Get(() => Task.FromResult(service.State.Encoded.ContainsKey(talent)), held => !held, "vectors are still in memory");
    }

    [Fact]
    public async Task Who_leaves_while_the_encoder_is_at_work_leaves_no_vector_behind()
    {
        var (talent, next) = (Guid.NewGuid(), Guid.NewGuid());
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        service.Stub.Answer = async (context, texts) =>
        {
            if (texts.Any(text => text.Contains("即将离开", StringComparison.Ordinal)))
            {
                asked.TrySetResult();
                await go.Task;
            }

            await EncoderStub.Write(context, EncoderStub.Vectors(texts));
        };
        await service.Know(Told.Talent(talent, 1, "即将离开的专家：纺丝组件熔体过滤。"));
        var texts = service.Texts(talent);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var withdrawal = Guid.NewGuid();
        await service.Deliver(new TalentWithdrawn(talent, 2, DateTimeOffset.UtcNow), withdrawal);
        await service.Received(withdrawal);
        go.SetResult();

        // Chunks are encoded one after another: when the next expert is encoded, this one has been through.
        await service.Know(Told.Talent(next, 1, "喷丝板微孔清洗与检测。"));
        await service.Encoded(next, 1);
        Assert.Equal(0, await service.Stored(texts));
    }

    [Fact]
    public async Task Texts_of_an_expert_without_consent_leave_for_no_encoder()
    {
        var talent = Guid.NewGuid();
        var agreed = Told.Talent(talent, 1, "曾经同意的专家：注塑模具随形冷却。");
        await service.Know(agreed);
        await service.Encoded(talent, 1);
        var texts = service.Texts(talent);
        await service.Know(agreed with { Revision = 2, Profile = agreed.Profile with { Consent = false } });
        await service.Encoded(talent, 2);
        Assert.Equal(0, await service.Stored(texts));

        var never = Guid.NewGuid();
        await service.Know(Told.Talent(never, 1, "从未同意的专家：热流道温控。", consent: false));
        await service.Encoded(never, 1);
        Assert.DoesNotContain(service.Stub.Requests, request => request.Body["input"]!.AsArray().Any(text => ((string)text!).Contains("从未同意", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_replica_that_starts_later_finds_the_vectors_in_the_table()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "薄壁铸件充型模拟，缩松预测。"));
        await service.Encoded(talent, 1);
        await using var silent = await EncoderStub.Start();
        var options = ServiceWithEncoder.Options(silent.Address);
        using var generator = new OpenAiEmbeddingGenerator(options);
        using var encoder = new TextEncoder(options, generator, service.Database.Source, EncoderFixture.Quick, NullLogger<TextEncoder>.Instance);
        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        var known = service.State.Candidates.Current.Find(talent)!;
        _ = state.Candidates.Upsert(Matchmaking.Ranking.Candidates.CandidateEntry.Of(talent, known.Revision, known.Item));
        state.MarkLoaded();
        using var background = new EncodeCandidates(service.Database.Source, encoder, state, NullLogger<EncodeCandidates>.Instance);
        await background.StartAsync(CancellationToken.None);

        await Eventually.Get(() => Task.FromResult(state.Encoded.GetValueOrDefault(talent)), portfolio => portfolio is { IsWhole: true }, "the vectors were not found");
        Assert.Equal(0, silent.Calls);
        await background.StopAsync(CancellationToken.None);
    }

    private static double Cosine(string left, string right)
    {
        var vectors = EncoderStub.Vectors([left, right]);
        Assert.True(UnitVector.TryMake(vectors[0].Vector) && UnitVector.TryMake(vectors[1].Vector));
        return vectors[0].Vector.Zip(vectors[1].Vector).Sum(pair => (double)pair.First * pair.Second);
    }
}
