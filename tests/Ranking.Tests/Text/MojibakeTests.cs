using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class MojibakeTests
{
    [Theory]
    [InlineData("智能?制造", 1)]
    [InlineData("水处\uFFFD\uFFFD设备与\uFFFD膜", 2)]
    [InlineData("锟斤拷锟斤拷公司", 2)]
    [InlineData("内存烫烫烫烫烫", 1)]
    [InlineData("缓冲屯屯屯", 1)]
    [InlineData("cafÃ©", 1)]
    [InlineData("itâ€™s 5Â°", 2)]
    [InlineData("æ™ºèƒ½", 2)]
    [InlineData("鏅鸿兘鍒堕\u20AC?", 1)]
    [InlineData("姘村鐞嗚澶囩殑鐮斿彂", 1)]
    [InlineData("閲戝睘鏉愭枡锛屽伐鑹", 1)]
    public void Damage_is_flagged(string text, int spans) => Assert.Equal(spans, Mojibake.Find(text).Count);

    [Theory]
    [InlineData("这个能做吗?预算有限")]
    [InlineData("怎么解决?请联系")]
    [InlineData("是否可行??我们等")]
    [InlineData("纯度99.9%?")]
    [InlineData("镧系元素鈥的提纯")]
    [InlineData("铌酸锂调制器与鈮")]
    [InlineData("烫烫的水，屯里")]
    [InlineData("一斤拷贝纸")]
    [InlineData("naïve café——Ångström ÄÖÜ à la “carte”")]
    [InlineData("烧结钕铁硼重稀土晶界扩散，印染废水反渗透膜污堵怎么清洗；高温合金叶片定向凝固组织控制")]
    [InlineData("")]
    [InlineData(null)]
    public void Good_texts_are_not(string? text) => Assert.Equal(0, Mojibake.Find(text).Count);

    [Fact]
    public void Spans_and_share_tell_how_much_is_damaged()
    {
        var damage = Mojibake.Find("水\uFFFD\uFFFD膜");
        Assert.Equal(1..3, Assert.Single(damage.Spans));
        Assert.Equal(0.5, damage.Share);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("智?")]
    [InlineData("鏅")]
    [InlineData("Ã")]
    public void A_million_characters_take_linear_time(string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _ = Mojibake.Find(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
