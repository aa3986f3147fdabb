using System.Diagnostics;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class SegmenterTests
{
    // As python3-jieba 0.42.1 cuts them with HMM=False.
    [Theory]
    [InlineData("烧结 钕铁硼 重 稀土 晶界 扩散")]
    [InlineData("机器人 视觉 引导 与 力 控 打磨")]
    [InlineData("研究 生命 起源 的 化学 过程")]
    [InlineData("结婚 的 和 尚未 结婚 的")]
    [InlineData("南京市 长江大桥")]
    [InlineData("乒乓球 拍卖 完 了")]
    [InlineData("永磁 同步电机 无 传感器 控制")]
    [InlineData("中华人民共和国 科学技术部")]
    [InlineData("印染 废水 反渗透膜 污 堵 怎么 清洗")]
    [InlineData("高温 合金 叶片 定向 凝固 组织 控制")]
    [InlineData("二甲基甲酰胺 回收塔")]
    [InlineData("产学研 用 协同 创新 平台")]
    [InlineData("乾隆年间 的 干燥 工艺")]
    [InlineData("目的地 和 目的")]
    public void Sentences_are_cut_as_jieba_cuts_them(string words) =>
        Assert.Equal(words, Cut(words.Replace(" ", "", StringComparison.Ordinal), Dictionary));

    [Fact]
    public void Without_words_every_character_stands_alone() => Assert.Equal("反 渗 透 膜", Cut("反渗透膜", Lexicon.Empty));

    [Fact]
    public void Of_equal_paths_the_longer_first_word_wins()
    {
        var lexicon = new Lexicon(new Dictionary<string, int> { ["甲乙"] = 5, ["丙"] = 5, ["甲"] = 5, ["乙丙"] = 5 }, 100);
        Assert.Equal("甲乙 丙", Cut("甲乙丙", lexicon));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_million_characters_take_linear_time(bool random)
    {
        var dice = new Random(7);
        var text = new string('\0', 1_000_000).Select(_ => random ? (char)dice.Next(0x4E00, 0x9FA6) : '国').ToArray();
        var watch = Stopwatch.StartNew();
        var lengths = new byte[text.Length];
        Segmenter.Cut(text, Lexicon.Default, lengths);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
        Assert.All(lengths.AsEnumerable(), length => Assert.InRange(length, 1, Lexicon.LongestWord));
    }

    /// <summary>The words of the dictionary alone, without those of the knowledge graph.</summary>
    internal static Lexicon Dictionary { get; } = LexiconFile.Read(Lexicon.DefaultPath);

    internal static string Cut(string text, Lexicon lexicon)
    {
        var lengths = new byte[text.Length];
        Segmenter.Cut(text, lexicon, lengths);
        var words = new List<string>();
        for (var i = 0; i < text.Length; i += lengths[i])
        {
            words.Add(text.Substring(i, lengths[i]));
        }

        return string.Join(' ', words);
    }
}
