using System.Diagnostics;
using Matchmaking.Ranking.Encoders;

namespace Matchmaking.Ranking.Tests.Encoders;

public sealed class TextEncoderTests(EncoderFixture fixture) : IClassFixture<EncoderFixture>, IAsyncLifetime
{
    private readonly LogLines log = new();
    private EncoderStub stub = null!;

    public async Task InitializeAsync() => stub = await EncoderStub.Start();

    public async Task DisposeAsync() => await stub.DisposeAsync();

    [Fact]
    public async Task A_text_is_sent_once_and_then_remembered_by_process_and_database()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        var text = Fresh();

        var first = await encoder.Encode(text, CancellationToken.None);
        var second = await encoder.Encode(text, CancellationToken.None);
        using var replica = fixture.Encoder(stub.Address, log);
        var third = await replica.Encode(text, CancellationToken.None);

        Assert.Equal(1, stub.Calls);
        Assert.Equal(1, first!.Sum(value => value * value), 1e-5);
        Assert.Equal(first, second);
        Assert.Equal(first, third);
    }

    [Fact]
    public async Task Vectors_of_another_model_are_not_taken()
    {
        var text = Fresh();
        foreach (var model in new[] { "one", "two", "one" })
        {
            using var encoder = fixture.Encoder(stub.Address, log, model);
            Assert.NotNull(await encoder.Encode(text, CancellationToken.None));
        }

        Assert.Equal(2, stub.Calls);
    }

    [Fact]
    public async Task Off_it_calls_nobody_and_has_no_vector()
    {
        using var encoder = fixture.Encoder(null, log);

        Assert.False(encoder.IsOn);
        Assert.Null(await encoder.Encode(Fresh(), CancellationToken.None));
        Assert.Equal([null], await encoder.EncodeAll([Fresh()], null, CancellationToken.None));
        Assert.Equal(0, stub.Calls);
    }

    [Fact]
    public async Task A_slow_encoder_keeps_no_ranking_waiting()
    {
        using var encoder = fixture.Encoder(stub.Address, log, patience: EncoderFixture.Quick with { ForegroundTimeout = TimeSpan.FromMilliseconds(150) });
        stub.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var clock = Stopwatch.StartNew();

        Assert.Null(await encoder.Encode(Fresh(), CancellationToken.None));

        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        Assert.Equal(1, stub.Calls);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(200)]
    public async Task A_ranking_never_asks_twice_and_never_hears_of_the_fault(int status)
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        stub.Answer = (context, _) => EncoderStub.Refuse(context, status, "sk-secret-of-the-test");

        Assert.Null(await encoder.Encode(Fresh(), CancellationToken.None));

        Assert.Equal(1, stub.Calls);
        Assert.DoesNotContain("sk-secret", log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_the_ranking_ends_the_call()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        using var caller = new CancellationTokenSource();
        stub.Answer = async (context, _) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => encoder.Encode(Fresh(), caller.Token));
    }

    [Fact]
    public async Task A_dead_encoder_is_asked_a_few_times_and_then_once_in_a_while()
    {
        var patience = EncoderFixture.Quick with { LeastCalls = 4 };
        using var encoder = fixture.Encoder(stub.Address, log, patience: patience);
        stub.Answer = (context, _) => EncoderStub.Refuse(context, 503);
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await encoder.Encode(Fresh(), CancellationToken.None));
        }

        Assert.Equal(4, stub.Calls);

        stub.Answer = (context, texts) => EncoderStub.Write(context, EncoderStub.Vectors(texts));
        await Matchmaking.Harness.Eventually.Get(() => encoder.Encode(Fresh(), CancellationToken.None), vector => vector is not null, "the encoder was never asked again");
    }

    [Fact]
    public async Task A_refused_connection_gives_no_vector_and_opens_the_circuit_too()
    {
        using var encoder = fixture.Encoder(stub.Address, log, patience: EncoderFixture.Quick with { LeastCalls = 4, BreakDuration = TimeSpan.FromMinutes(1) });
        await stub.DisposeAsync();
        for (var i = 0; i < 6; i++)
        {
            Assert.Null(await encoder.Encode(Fresh(), CancellationToken.None));
        }

        Assert.Contains("cannot be reached", log.All, StringComparison.Ordinal);
        Assert.Contains("circuit", log.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_erased_text_leaves_nothing_behind_whatever_model_made_it()
    {
        var (text, other) = (Fresh(), Fresh());
        using var former = fixture.Encoder(stub.Address, log, "former");
        using var encoder = fixture.Encoder(stub.Address, log);
        _ = await former.Encode(text, CancellationToken.None);
        _ = await encoder.Encode(text, CancellationToken.None);
        _ = await encoder.Encode(other, CancellationToken.None);
        var before = await Stored(text) + await Stored(other);

        await encoder.Erase([text], CancellationToken.None);

        Assert.Equal((3, 0, 1), (before, await Stored(text), await Stored(other)));
        _ = await encoder.Encode(text, CancellationToken.None);
        Assert.Equal(4, stub.Calls);
    }

    [Fact]
    public async Task What_nobody_asks_for_is_deleted_after_a_while()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        var (old, used) = (Fresh(), Fresh());
        _ = await encoder.EncodeAll([old, used], null, CancellationToken.None);
        foreach (var text in new[] { old, used })
        {
            _ = await fixture.Database.Scalar<int?>("update embedding set used_at = now() - interval '40 days' where text_digest = @Text returning 1", new { Text = TextDigest.Of(text).ToBytes() });
        }

        _ = await encoder.EncodeAll([used], null, CancellationToken.None);
        _ = await encoder.DeleteUnused(TimeSpan.FromDays(30), CancellationToken.None);

        Assert.Equal((0, 1), (await Stored(old), await Stored(used)));
    }

    [Fact]
    public async Task A_long_text_is_cut_for_the_encoder_but_not_for_its_name()
    {
        using var encoder = fixture.Encoder(stub.Address, log);
        var start = Fresh() + new string('x', 5_967) + "😀";

        _ = await encoder.Encode(start + "one", CancellationToken.None);
        _ = await encoder.Encode(start + "two", CancellationToken.None);

        Assert.Equal(2, stub.Calls);
        Assert.All(stub.Requests, request => Assert.Equal(5_999, ((string)request.Body["input"]![0]!).Length));
    }

    private static string Fresh() => Guid.NewGuid().ToString("N");

    private Task<int> Stored(string text) => fixture.Database.Scalar<int>("select count(*)::int from embedding where text_digest = @Text", new { Text = TextDigest.Of(text).ToBytes() });
}
