using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Tests.Latent;

public sealed class LatentSpaceTests
{
    private const int Topics = 8;
    private const int WordsOfTopic = 60;

    private static readonly LatentSettings Settings = LatentSettings.Default with { Dimensions = 16 };
    private static readonly LatentSpace Space = LatentSpace.Train(Corpus(1200), Settings)!;

    [Fact]
    public void Texts_of_one_topic_are_near_although_they_share_no_word()
    {
        for (var topic = 0; topic < Topics; topic++)
        {
            var even = Fold(topic, i => i % 2 == 0);
            var odd = Fold(topic, i => i % 2 == 1);
            var other = Fold((topic + 1) % Topics, i => i % 2 == 1);

            Assert.InRange(Cosine(even, odd), 0.8, 1.001);
            Assert.InRange(Cosine(even, other), -0.2, 0.2);
        }
    }

    [Fact]
    public void The_same_documents_give_the_same_space_in_any_order_and_on_any_number_of_threads()
    {
        var shuffled = Corpus(1200);
        new Random(3).Shuffle(shuffled);

        var again = LatentSpace.Train(shuffled, Settings with { Parallel = new ParallelOptions { MaxDegreeOfParallelism = 1 } })!;

        Assert.Equal(Space.Digest, again.Digest);
        Assert.Equal(Fold(2, i => i < 20), again.Fold(Words(2, i => i < 20))!.Vector);
        Assert.NotEqual(Space.Digest, LatentSpace.Train(Corpus(1199), Settings)!.Digest);
    }

    [Fact]
    public void Of_too_many_documents_a_sample_is_taken_that_does_not_depend_on_their_order()
    {
        var corpus = Corpus(1200);
        var settings = Settings with { MostDocuments = 700 };

        var space = LatentSpace.Train(corpus, settings)!;
        Array.Reverse(corpus);

        Assert.Equal(700, space.Vocabulary.Documents);
        Assert.Equal(space.Digest, LatentSpace.Train(corpus, settings)!.Digest);
    }

    [Fact]
    public void A_small_corpus_gives_no_space()
    {
        Assert.Null(LatentSpace.Train(Corpus(LatentSettings.Default.LeastDocuments - 1), LatentSettings.Default));
        Assert.NotNull(LatentSpace.Train(Corpus(LatentSettings.Default.LeastDocuments), LatentSettings.Default));
        Assert.Null(LatentSpace.Train(Enumerable.Range(0, 600).Select(i => Document(i, [$"unique{i}"])), LatentSettings.Default));
    }

    [Fact]
    public void A_small_corpus_gets_fewer_dimensions_and_the_vocabulary_its_limits()
    {
        var space = LatentSpace.Train(Corpus(600), LatentSettings.Default with { DocumentsPerDimension = 60, MostTerms = 300 })!;

        Assert.Equal(10, space.Dimensions);
        Assert.Equal(300, space.Vocabulary.Terms.Length);
        Assert.Equal(["everywhere"], space.Vocabulary.CommonTerms);
    }

    [Fact]
    public void Single_characters_and_words_of_one_document_are_left_out()
    {
        var corpus = Corpus(600).Select((document, i) => document with { Terms = [.. document.Terms, new("泵", 1), new("X", i % 9 == 0 ? 1 : 2), new($"only{i}", 1)] });

        var space = LatentSpace.Train(corpus, Settings)!;

        Assert.DoesNotContain("泵", space.Vocabulary.Terms);
        Assert.DoesNotContain(space.Vocabulary.Terms, term => term.StartsWith("only", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_unknown_words_has_no_vector_and_a_half_known_one_tells_its_share()
    {
        Assert.Null(Space.Fold([new("nowhere", 1)]));
        Assert.Null(Space.Fold([]));

        var known = Space.Fold([new("t1w3", 1), new("t1w4", 1)])!;
        var half = Space.Fold([new("t1w3", 1), new("t1w4", 1), new("nowhere", 1), new("elsewhere", 1)])!;

        Assert.Equal((2, 1.0), (known.KnownTerms, known.KnownShare));
        Assert.Equal(known.Vector, half.Vector);
        Assert.InRange(half.KnownShare, 0.2, 0.5);
        Assert.Equal(1, Space.Fold([new("t1w3", 1), new("everywhere", 5), new("泵", 1)])!.KnownShare);
    }

    [Fact]
    public void A_vector_is_as_long_as_its_text_is_worth()
    {
        var text = Space.Fold(Words(1, i => i < 30).Append(new("nowhere", 1)))!;

        Assert.Equal(30, text.KnownTerms);
        Assert.Equal(0.5, Cosine(text.Vector, FoldedText.Telling(text.Vector, text.KnownTerms)), 1e-5);
        Assert.Equal(text.KnownShare, Cosine(text.Vector, text.AsDemand()), 1e-5);
    }

    [Fact]
    public void A_saved_space_is_the_same_space()
    {
        var loaded = LatentSpace.Load(new MemoryStream(Saved()));

        Assert.Equal(Space.Digest, loaded.Digest);
        Assert.Equal(Fold(3, i => i > 10), loaded.Fold(Words(3, i => i > 10))!.Vector);
        Assert.True(loaded.Vocabulary.IsCommon("everywhere"));
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var file = Saved();
        foreach (var place in Enumerable.Range(0, 40).Select(i => i * (file.Length - 1) / 39))
        {
            var damaged = (byte[])file.Clone();
            damaged[place] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => LatentSpace.Load(new MemoryStream(damaged)));
            Assert.Throws<InvalidDataException>(() => LatentSpace.Load(new MemoryStream(file[..place])));
        }

        Assert.Throws<InvalidDataException>(() => LatentSpace.Load(new MemoryStream([.. file, 0])));
    }

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        Space.Save(stream);
        return stream.ToArray();
    }

    // Every document draws a few words of its topic and one that all share: few pairs have much in common.
    private static LatentDocument[] Corpus(int documents) => [.. Enumerable.Range(0, documents).Select(i =>
    {
        var random = new Random(i);
        return Document(i, [.. Enumerable.Range(0, 12).Select(_ => $"t{i % Topics}w{random.Next(WordsOfTopic)}").Distinct(), "everywhere"]);
    })];

    private static LatentDocument Document(int i, string[] terms) =>
        new(new Guid(i, 0, 0, new byte[8]), i % 3, [.. terms.Select(term => KeyValuePair.Create(term, 1.0))]);

    private static IEnumerable<KeyValuePair<string, double>> Words(int topic, Func<int, bool> which) =>
        Enumerable.Range(0, WordsOfTopic).Where(which).Select(i => KeyValuePair.Create($"t{topic}w{i}", 1.0));

    private static float[] Fold(int topic, Func<int, bool> which) => Space.Fold(Words(topic, which))!.Vector;

    private static float Cosine(float[] left, float[] right) => left.Zip(right, (x, y) => x * y).Sum();
}
