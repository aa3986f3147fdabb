using Matchmaking.Ranking.Encoders;

namespace Matchmaking.Ranking.Tests.Encoders;

public sealed class EncodeAllTests(EncoderFixture fixture) : IClassFixture<EncoderFixture>, IAsyncLifetime
{
    private readonly LogLines log = new();
    private EncoderStub stub = null!;

    public async Task InitializeAsync() => stub = await EncoderStub.Start();

    public async Task DisposeAsync() => await stub.DisposeAsync();

    [Fact]
    public async Task Many_texts_are_encoded_in_batches_each_different_one_once()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        var texts = Enumerable.Range(0, 10).Select(_ => Fresh()).ToList();
        _ = await encoder.Encode(texts[3], CancellationToken.None);
        var progress = new Told();

        var vectors = await encoder.EncodeAll([.. texts, texts[0], ""], progress, CancellationToken.None);

        Assert.All(vectors.Take(11), Assert.NotNull);
        Assert.Equal(vectors[0], vectors[10]);
        Assert.Null(vectors[11]);
        Assert.Equal(1 + 3, stub.Calls);
        Assert.Equal(new EncodingProgress(12, 1, 9, 0), progress.Last);
        Assert.Equal(vectors[5], await encoder.Encode(texts[5], CancellationToken.None));
        Assert.Equal(4, stub.Calls);
    }

    [Fact]
    public async Task The_background_waits_and_tries_again()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        stub.Answer = (context, texts) => stub.Calls switch
        {
            1 => EncoderStub.Refuse(context, 429),
            2 => EncoderStub.Refuse(context, 502),
            _ => EncoderStub.Write(context, EncoderStub.Vectors(texts)),
        };

        Assert.All(await encoder.EncodeAll([Fresh(), Fresh()], null, CancellationToken.None), Assert.NotNull);
        Assert.Equal(3, stub.Calls);
    }

    [Fact]
    public async Task The_background_gives_up_within_limits_and_keeps_what_it_has()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        stub.Answer = (context, texts) => stub.Calls == 1 ? EncoderStub.Write(context, EncoderStub.Vectors(texts)) : EncoderStub.Refuse(context, 500);
        var progress = new Told();

        var vectors = await encoder.EncodeAll([.. Enumerable.Range(0, 12).Select(_ => Fresh())], progress, CancellationToken.None);

        Assert.All(vectors.Take(4), Assert.NotNull);
        Assert.All(vectors.Skip(4), Assert.Null);
        Assert.Equal(1 + 1 + EncoderFixture.Quick.Retries, stub.Calls);
        Assert.Equal(new EncodingProgress(12, 0, 4, 4), progress.Last);
    }

    [Fact]
    public async Task A_text_the_encoder_refuses_does_not_keep_the_others_back()
    {
        using var encoder = fixture.Encoder(stub.Address, log, batch: 8);
        var texts = Enumerable.Range(0, 8).Select(i => i == 5 ? "refused " + Fresh() : Fresh()).ToList();
        stub.Answer = (context, sent) => sent.Any(text => text.StartsWith("refused", StringComparison.Ordinal))
            ? EncoderStub.Refuse(context, 400)
            : EncoderStub.Write(context, EncoderStub.Vectors(sent));

        var vectors = await encoder.EncodeAll(texts, null, CancellationToken.None);

        Assert.Equal(5, Assert.Single(Enumerable.Range(0, 8), i => vectors[i] is null));
        Assert.DoesNotContain("refused", log.All, StringComparison.Ordinal);
    }

    private static string Fresh() => Guid.NewGuid().ToString("N");

    private sealed class Told : IProgress<EncodingProgress>
    {
        public EncodingProgress? Last { get; private set; }

        public void Report(EncodingProgress value) => Last = value;
    }
}
