using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("甲。乙！丙？丁", "甲。|乙！|丙？")]
    [InlineData("厚度0.5毫米。合格", "厚度0.5毫米。|合格")]
    [InlineData("First one. Second one.", "First one.|Second one.")]
    [InlineData("第一行\n第二行", "第一行|第二行")]
    public void A_text_is_cut_where_sentences_end(string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', Sentences.Split(text.Replace("丁", "", StringComparison.Ordinal))));

    [Fact]
    public void A_sentence_is_a_verbatim_and_short_piece_of_the_text()
    {
        var text = string.Concat(Enumerable.Repeat("铜合金，", 300));
        Assert.All(Sentences.Split(text), sentence =>
        {
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.InRange(sentence.Length, 1, 160);
        });
    }

    [Theory]
    [InlineData("甲乙丙。铜合金的热处理，温度0.5度。A sentence. 末尾没有句号")]
    [InlineData("一行\n二行；三行！")]
    public void Around_any_place_stands_the_sentence_that_splitting_finds(string text) =>
        Assert.All(Enumerable.Range(0, text.Length).Where(place => !char.IsWhiteSpace(text[place])), place =>
        {
            var (start, length) = Sentences.Around(text, place);
            Assert.Contains(text.Substring(start, length), Sentences.Split(text));
            Assert.InRange(place, start, start + length - 1);
        });

    [Fact]
    public void A_sentence_around_a_place_is_short_where_no_sentence_ends()
    {
        var text = string.Concat(Enumerable.Repeat("铜合金", 3_000));
        Assert.All(Enumerable.Range(0, 100).Select(i => i * 89), place =>
        {
            var (start, length) = Sentences.Around(text, place);
            Assert.InRange(length, 1, 160);
            Assert.InRange(place, start, start + length - 1);
        });
    }
}
