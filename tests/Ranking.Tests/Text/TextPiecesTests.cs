using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class TextPiecesTests
{
    [Theory]
    [InlineData("高阻隔聚酯薄膜的制备", "高阻隔聚酯薄膜")]
    [InlineData("降解薄膜收卷后粘连", "降解薄膜")]
    [InlineData("另外需要激光打孔透气阀。", "激光打孔透气阀")]
    [InlineData("无机平板滤材烧成温度", "无机平板滤材 烧成温度")]
    [InlineData("QT800曲轴台架断轴", "QT800曲轴台架断轴")]
    [InlineData("买进口聚脲脂，但是老是断货", "进口聚脲脂")]
    [InlineData("不锈钢酸洗车间", "不锈钢酸洗车间")]
    [InlineData("1-氨基-8-萘酚", "1-氨基-8-萘酚")]
    [InlineData("一种24小时的方法研究", "")]
    [InlineData("省科技进步三等奖", "")]
    public void A_text_is_cut_into_phrases_of_whole_words(string text, string phrases) => Assert.Equal(phrases, string.Join(' ', TextPieces.Cut(text)));

    [Fact]
    public void Every_phrase_is_a_verbatim_piece_and_short()
    {
        const string text = "客滚船薄板分段焊后“瘦马”变形，火工调平太费；Ni-Cr-Mo-V高强度低合金耐热铸钢件缺陷补焊工艺评定与残余应力消除";
        Assert.All(TextPieces.Cut(text), phrase =>
        {
            Assert.Contains(phrase, text, StringComparison.Ordinal);
            Assert.InRange(phrase.Length, 3, 12);
        });
    }
}
