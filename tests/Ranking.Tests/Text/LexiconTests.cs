using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class LexiconTests
{
    [Fact]
    public void The_dictionary_of_this_machine_is_loaded_and_named()
    {
        Assert.False(Lexicon.Default.IsEmpty);
        Assert.InRange(Lexicon.Default.Count, 300_000, 400_000);
        Assert.Matches("^[0-9a-f]{12}$", Lexicon.Default.Digest);
    }

    [Fact]
    public void A_missing_dictionary_leaves_no_words_and_says_so()
    {
        var lexicon = LexiconFile.Read("/nowhere/dict.txt");
        Assert.True(lexicon.IsEmpty);
        Assert.Equal(0, lexicon.Count);
        Assert.Equal("none", lexicon.Digest);
    }

    [Fact]
    public void Words_are_simplified_and_what_is_not_chinese_counts_in_the_total_only()
    {
        var lexicon = Read("乾燥 7 v\n干燥 5 v\nB超 3 n\n頭髮 2 n\n零 0 m\n");
        Assert.Equal(["头发", "干燥"], lexicon.Words.All().Select(word => word.Key).Order(StringComparer.Ordinal));
        Assert.Equal(7, lexicon.Words.FrequencyOf("干燥"));
        Assert.Equal(0, lexicon.Words.FrequencyOf("干"));
        Assert.Equal(-Math.Log(17), lexicon.UnknownProbability, 12);
    }

    [Fact]
    public void A_malformed_line_is_named() =>
        Assert.Contains(":2:", Assert.Throws<InvalidDataException>(() => Read("薄膜 3 n\n薄膜\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_word_of_ones_own_wins_over_its_parts_and_only_there()
    {
        const string sentence = "烧结钕铁硼的重稀土晶界扩散与怎么";
        Assert.Equal("烧结 钕铁硼 的 重 稀土 晶界 扩散 与 怎么", SegmenterTests.Cut(sentence, SegmenterTests.Dictionary));
        var lexicon = SegmenterTests.Dictionary.With(["晶界擴散", "重稀土", "Ni-Cr合金", ""]);
        Assert.Equal("烧结 钕铁硼 的 重稀土 晶界扩散 与 怎么", SegmenterTests.Cut(sentence, lexicon));
        Assert.Equal(SegmenterTests.Dictionary.Count + 2, lexicon.Count);
        Assert.NotEqual(SegmenterTests.Dictionary.Digest, lexicon.Digest);
        Assert.Same(lexicon, lexicon.With([]));
    }

    [Fact]
    public void Ones_own_words_serve_without_a_dictionary() =>
        Assert.Equal("反渗透膜 污 堵", SegmenterTests.Cut("反渗透膜污堵", Lexicon.Empty.With(["反渗透膜"])));

    [Fact]
    public void Equal_words_give_equal_digests_whatever_their_order() =>
        Assert.Equal(Read("甲 1\n乙 2\n").Digest, Read("乙 2\n甲 1\n").Digest);

    private static Lexicon Read(string lines)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, lines);
        try
        {
            return LexiconFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
