using System.ComponentModel.DataAnnotations;
using Matchmaking.Ranking.Encoders;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Ranking.Tests.Encoders;

public sealed class OpenAiEmbeddingGeneratorTests : IAsyncLifetime
{
    private const string Key = "sk-secret-of-the-test";

    private EncoderStub stub = null!;

    public async Task InitializeAsync() => stub = await EncoderStub.Start();

    public async Task DisposeAsync() => await stub.DisposeAsync();

    [Fact]
    public async Task Texts_go_out_in_batches_and_come_back_in_order()
    {
        using var generator = Generator(batch: 2, dimensions: 16);
        stub.Answer = (context, texts) => EncoderStub.Write(context, texts.Select((text, i) => (i, Enumerable.Repeat((float)text.Length, 16).ToArray())).Reverse());

        var embeddings = await generator.GenerateAsync(["a", "bb", "ccc"]);

        Assert.Equal([1f, 2f, 3f], embeddings.Select(embedding => embedding.Vector.Span[0]));
        Assert.Equal(2, stub.Calls);
        Assert.All(stub.Requests, request =>
        {
            Assert.Equal($"Bearer {Key}", request.Authorization);
            Assert.Equal(("model-of-test", "float", 16), ((string?)request.Body["model"], (string?)request.Body["encoding_format"], (int?)request.Body["dimensions"]));
        });
    }

    [Fact]
    public async Task Without_key_and_dimensions_neither_is_sent()
    {
        using var generator = new OpenAiEmbeddingGenerator(new EncoderOptions { Address = stub.Address, Model = "m" });

        await generator.GenerateAsync(["a"]);

        Assert.True(stub.Requests.TryPeek(out var request));
        Assert.Null(request.Authorization);
        Assert.False(request.Body.AsObject().ContainsKey("dimensions"));
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":-1,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},null]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[0,0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,NaN]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,"NaN"]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,1e999]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"AACAPw=="}]}""")]
    [InlineData("""{"error":{"message":"loading"}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task An_answer_that_does_not_fit_the_question_is_not_believed(string answer)
    {
        using var generator = Generator();
        stub.Answer = (context, _) => EncoderStub.WriteRaw(context, answer);

        var error = await Assert.ThrowsAsync<EncoderException>(() => generator.GenerateAsync(["a", "b"]));

        Assert.Equal(EncoderFault.Lasting, error.Fault);
    }

    [Fact]
    public async Task Other_dimensions_than_asked_for_are_refused()
    {
        using var generator = Generator(dimensions: 8);

        Assert.Equal(EncoderFault.Lasting, (await Assert.ThrowsAsync<EncoderException>(() => generator.GenerateAsync(["a"]))).Fault);
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest, nameof(EncoderFault.Text))]
    [InlineData(StatusCodes.Status401Unauthorized, nameof(EncoderFault.Lasting))]
    [InlineData(StatusCodes.Status404NotFound, nameof(EncoderFault.Lasting))]
    [InlineData(StatusCodes.Status307TemporaryRedirect, nameof(EncoderFault.Lasting))]
    [InlineData(StatusCodes.Status429TooManyRequests, nameof(EncoderFault.Passing))]
    [InlineData(StatusCodes.Status503ServiceUnavailable, nameof(EncoderFault.Passing))]
    public async Task A_refusal_tells_what_may_help_and_repeats_nothing_that_was_sent_or_answered(int status, string fault)
    {
        using var generator = Generator();
        stub.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "7";
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return EncoderStub.Refuse(context, status, $"wrong key {Key} for 机密文本");
        };

        var error = await Assert.ThrowsAsync<EncoderException>(() => generator.GenerateAsync(["机密文本"]));

        Assert.Equal(fault, error.Fault.ToString());
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("机密文本", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, stub.Calls);
    }

    [Fact]
    public async Task A_refused_connection_may_pass()
    {
        using var generator = Generator();
        await stub.DisposeAsync();

        Assert.Equal(EncoderFault.Passing, (await Assert.ThrowsAsync<EncoderException>(() => generator.GenerateAsync(["a"]))).Fault);
    }

    [Theory]
    [InlineData(null, "", null, null)]
    [InlineData("", "", null, null)]
    [InlineData("http://127.0.0.1:8080/v1/embeddings", "bge-m3", null, null)]
    [InlineData("http://127.0.0.1:8080/v1/embeddings", "", null, "Model")]
    [InlineData("127.0.0.1:8080", "bge-m3", null, "Address")]
    [InlineData("ftp://encoder/v1", "bge-m3", null, "Address")]
    [InlineData("http://127.0.0.1/", "bge-m3", "two words", "ApiKey")]
    public void Settings_are_checked_at_start(string? address, string model, string? key, string? fault)
    {
        var options = new EncoderOptions { Address = address, Model = model, ApiKey = key };
        var results = new List<ValidationResult>();

        var valid = Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

        Assert.Equal(fault is null, valid);
        Assert.Equal(fault is null ? [] : [fault], results.SelectMany(result => result.MemberNames));
    }

    private OpenAiEmbeddingGenerator Generator(int batch = 32, int? dimensions = null) =>
        new(new EncoderOptions { Address = stub.Address, Model = "model-of-test", ApiKey = Key, BatchSize = batch, Dimensions = dimensions });
}
