using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests;

public sealed class BlindWordsTests
{
    [Theory]
    [InlineData("本人系副教授，博士生导师，研究铝合金。", "本人系   ，     ，研究铝合金。")]
    [InlineData("Associate Professor, PhD, works on professorial robots", "                   ,    , works on professorial robots")]

    public void Words_of_degree_and_title_become_blanks(string text, string masked) => Assert.Equal(masked, BlindWords.Mask(text));

    [Fact]
    public void Every_title_in_the_seeds_is_among_them()
    {
        var titles = File.ReadLines(Path.Combine(Repository.Root(), "seeds", "experts.jsonl"))
            .Select(line => (string?)JsonNode.Parse(line)!["title"]).OfType<string>().Distinct().ToArray();
        Assert.True(titles.Length > 20);

        // 水产 of 水产工程师 is a field and stays.
        Assert.All(titles, title => Assert.DoesNotMatch("[师员授]|[A-Za-z]{3}", BlindWords.Mask(Normalizer.Normalize(title))));
    }

    [Fact]
    public void A_text_without_them_stays_the_same_object()
    {
        var text = "高阻隔聚酯薄膜";
        Assert.Same(text, BlindWords.Mask(text));
    }

    [Fact]
    public void What_experts_say_of_their_title_moves_nobody()
    {
        static double[] Scores(string self) => [.. new ScorecardRanker().Rank(
            Samples.Query(Samples.Demand(description: "希望教授、博士团队解决聚酯薄膜透氧率偏高的问题")),
            Samples.Index(Samples.Entry(Samples.Profile($"{self}，研究高阻隔聚酯薄膜。"), 1), Samples.Entry(Samples.Profile("研究薄膜结晶。"), 2)),
            Samples.Moment,
            5).Select(match => match.Score)];
        Assert.Equal(Scores("本人为教授、博士"), Scores("本人为讲师、学士"));
    }
}
