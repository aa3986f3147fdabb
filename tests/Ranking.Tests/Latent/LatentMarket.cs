using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Tests.Following;

namespace Matchmaking.Ranking.Tests.Latent;

/// <summary>Talents of eight trades, three documents each: enough of them make a corpus for a latent space.</summary>
internal static class LatentMarket
{
    internal const int DocumentsOfTalent = 3;

    private static readonly string[][] Trades =
    [
        ["聚酯薄膜", "双向拉伸", "透氧率", "阻隔涂层", "热定型", "表面张力"],
        ["染料废水", "膜生物反应器", "化学需氧量", "污泥浓缩", "回用率", "脱色"],
        ["永磁电机", "定子绕组", "转矩脉动", "矢量控制", "温升", "振动噪声"],
        ["固态电池", "电解质界面", "离子电导率", "锂枝晶", "循环寿命", "硫化物"],
        ["茶鲜叶", "萎凋含水率", "做青环境", "多酚氧化", "香气成分", "揉捻机"],
        ["压铸模具", "铝合金熔体", "气孔缺陷", "真空压铸", "脱模剂", "热疲劳"],
        ["机器视觉", "缺陷检测", "光源标定", "深度学习模型", "误检率", "边缘计算"],
        ["轴承钢", "滚动疲劳", "碳化物偏析", "球化退火", "接触应力", "润滑脂"],
    ];

    internal static TalentPublished Talent(int number)
    {
        var (words, choice) = (Trades[number % Trades.Length], new Random(number));
        var first = choice.GetItems(words, 4);
        return Told.Talent(Samples.Id(number + 1), 1, $"{first[0]}与{first[1]}研究，改进{first[2]}，解决{first[3]}问题，编号{number}。");
    }
}
