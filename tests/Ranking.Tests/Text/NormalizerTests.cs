using System.Diagnostics;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class NormalizerTests
{
    [Theory]
    // Pinyin debris goes, with either bracket, composed or not.
    [InlineData("內(nèi)江市", "内江市")]
    [InlineData("內（nèi）江市", "内江市")]
    [InlineData("內(ne\u0300i)江市", "内江市")]
    [InlineData("創(chuàng)新創(chuàng)業(yè)", "创新创业")]
    [InlineData("產(chǎn)業(yè)鏈(liàn)", "产业链")]
    [InlineData("推進(jìn)會", "推进会")]
    [InlineData("細(xì)化明確團(tuán)隊(duì)", "细化明确团队")]
    [InlineData("結(jié)構(gòu)優(yōu)化升級", "结构优化升级")]
    [InlineData("區(qū)域布局", "区域布局")]
    [InlineData("數(shù)據(jù)恢復(fù)", "数据恢复")]
    [InlineData("轉(zhuǎn)化率", "转化率")]
    [InlineData("環(huán)境與(yǔ)水", "环境与水")]
    [InlineData("聚(jù)合", "聚合")]
    [InlineData("專項(xiàng)(xiàng)", "专项")]
    [InlineData("綠(lǜ)色", "绿色")]
    // What only looks like it stays.
    [InlineData("研发(R&D)投入", "研发(R&D)投入")]
    [InlineData("波长(nm)", "波长(nm)")]
    [InlineData("人工智能(AI)", "人工智能(AI)")]
    [InlineData("他们(men)", "他们(men)")]
    [InlineData("café (più)", "café (più)")]
    [InlineData("膜(chuàngxīn)", "膜(chuàngxīn)")]
    [InlineData("括号(nèi", "括号(nèi")]
    [InlineData("材料()性能", "材料()性能")]
    // HTML.
    [InlineData("基体&nbsp;F91", "基体 F91")]
    [InlineData("第一行<br>第二行", "第一行\n第二行")]
    [InlineData("第一行<br/>第二行", "第一行\n第二行")]
    [InlineData("<p class=\"a\">段落</p>", "段落")]
    [InlineData("<b>粗</b>体", "粗体")]
    [InlineData("&lt;b&gt;粗&lt;/b&gt;体", "粗体")]
    [InlineData("a&amp;nbsp;b", "a b")]
    [InlineData("R&amp;D", "R&D")]
    [InlineData("厚度<0.5 mm", "厚度<0.5 mm")]
    [InlineData("a<b且c>d", "a<b且c>d")]
    [InlineData("p<0.05, n>30", "p<0.05, n>30")]
    [InlineData("前<!-- 注释 -->后", "前后")]
    [InlineData("温度&le;80&#8451;", "温度≤80℃")]
    // Width, blanks, the invisible.
    [InlineData("ＡＢＣ１２３", "ABC123")]
    [InlineData("纯度９９．９％", "纯度99.9%")]
    [InlineData("甲，乙；丙：丁？（戊）！", "甲，乙；丙：丁？（戊）！")]
    [InlineData("甲　　乙", "甲 乙")]
    [InlineData("双  空\t格", "双 空 格")]
    [InlineData("零\u200B宽\u200D字\uFEFF符", "零宽字符")]
    [InlineData("软\u00AD连字符", "软连字符")]
    [InlineData("\u202E倒序\u202C文字\u200F", "倒序文字")]
    [InlineData("控\u0001制\u0007符", "控制符")]
    [InlineData("截\0断", "截断")]
    [InlineData("图\uE848标", "图 标")]
    [InlineData("行\r\n\r\n行", "行\n行")]
    [InlineData("  首尾  ", "首尾")]
    [InlineData("孤\uD800立\uDC00", "孤立")]
    [InlineData("生僻字\U00020BB7", "生僻字\U00020BB7")]
    // Composition and compatibility.
    [InlineData("e\u0301lan", "élan")]
    [InlineData("u\u0308\u0304", "ǖ")]
    [InlineData("\uF90A属", "金属")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u212B", "Å")]
    // Traditional to Simplified, in context.
    [InlineData("雷射測距", "雷射测距")]
    [InlineData("乾燥箱與乾坤", "干燥箱与乾坤")]
    [InlineData("發現頭髮", "发现头发")]
    [InlineData("纖維複合材料", "纤维复合材料")]
    // What is right already stays: signs of science are not folded.
    [InlineData("面积m²，①号", "面积m²，①号")]
    [InlineData("Ni-Cr合金≥50%", "Ni-Cr合金≥50%")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("\u200B\u200B", "")]
    public void A_written_text_becomes_readable(string? written, string readable) => Assert.Equal(readable, Normalizer.Normalize(written));

    [Theory]
    [InlineData('膜')]
    [InlineData('a')]
    [InlineData('(')]
    [InlineData('<')]
    [InlineData('&')]
    [InlineData('\u0300')]
    [InlineData('\uD800')]
    [InlineData('\u200B')]
    [InlineData(' ')]
    public void A_million_times_one_character_takes_linear_time(char character)
    {
        var watch = Stopwatch.StartNew();
        var normalized = Normalizer.Normalize(new string(character, 1_000_000));
        var query = Queries.QueryTerms.Of([(normalized, 1)]);
        _ = Sentences.Split(normalized);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
        Assert.NotNull(query);
    }

    [Fact]
    public void Normalising_twice_changes_nothing()
    {
        foreach (var text in new[] { "內(nèi)江市&nbsp;ＡＢＣ<br>乾燥", "Ni-Cr ≥50% m²", "a<b且c>d" })
        {
            var once = Normalizer.Normalize(text);
            Assert.Equal(once, Normalizer.Normalize(once));
        }
    }
}
