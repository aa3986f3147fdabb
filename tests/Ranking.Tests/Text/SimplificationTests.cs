using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class SimplificationTests
{
    [Theory]
    [InlineData("乾燥設備", "干燥设备")]
    [InlineData("乾坤", "乾坤")]
    [InlineData("反覆試驗", "反复试验")]
    [InlineData("明瞭", "明了")]
    [InlineData("藉口", "借口")]
    [InlineData("沈船", "沉船")]
    [InlineData("破坏", "破坏")]
    [InlineData("𠀋", "𠀋")]
    [InlineData("乾燥，設備A沈船；明瞭，正常。", "干燥，设备A沉船；明了，正常。")]
    public void Traditional_becomes_simplified(string text, string simplified) => Assert.Equal(simplified, Simplification.Simplify(text));

    [Fact]
    public void What_is_not_handed_to_OpenCC_would_come_back_unchanged()
    {
        var words = File.ReadLines(Lexicon.DefaultPath).Select(line => line.Split(' ')[0]).ToArray();
        Assert.True(words.Length > 300_000);
        Assert.DoesNotContain(words, word => Simplification.Simplify(word) != Simplification.Convert(word));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Converting_runs_is_converting_the_text(int seed)
    {
        var random = new Random(seed);
        const string Signs = "乾燥設備沈船明瞭藉口反覆試驗技術研究，。A1 \n-𠀋";
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 40).Select(_ => Signs.EnumerateRunes().ElementAt(random.Next(Signs.EnumerateRunes().Count())).ToString()));
            Assert.Equal(Simplification.Convert(text), Simplification.Simplify(text));
        }
    }
}
