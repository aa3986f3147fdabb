using System.Collections.Frozen;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Tells by a dictionary's parts of speech the words that join or tell rather than name: pronouns, conjunctions, prepositions, adverbs,
/// counts, bare verbs. No phrase shown to people reaches over one. Index terms know nothing of this.
/// </summary>
internal static class JoiningWords
{
    private const string Counts = "一两几许半第若每数";

    // Single verbs that stand in names of processes and parts.
    private const string Processes = "焊镀铸锻轧涂喷磨铣烧模阀编织纺染压铆钎缆熔蚀";

    private const string Single = "较掉仍另找让给叫到完起来去出进回又也都再常买卖想看借请问说讲做用要有是吃走跑拿送扔怕算懂敢肯没占试";

    private const string Places = "里上下后前中外内间旁边时月年日";

    private static readonly FrozenSet<string> Parts =
        "r c p u y e o d ad uj ul uv ud uz ug rr rz k df vd".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> SingleParts = "v vg m f t".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Named like adverbs or counts in the dictionary, and part of technical terms all the same.
    private static readonly FrozenSet<string> Naming = (
        "仿真 快速 随机 实时 最优 同步 异步 高速 低速 刚度 更新 异常 互动 相机 批次 定时 陆相 单边 一体机 非点源 非定常 自由度 重复 渐近 正向 初速 果实 无穷 "
        + "几何 因果 多边 假说 积分 正极 切面 一次 二次 两级 一级 一维 两相 一体化 一氧化碳 半导体 半固态 半监督 半自动 半桥").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Telling = (
        "没有 知道 希望 愿意 怀疑 担心 觉得 认为 接受 增加 减少 发现 出现 造成 导致 引起 存在 打算 准备 了解 看到 看见 听说 不能 不会 不了 不到 不住 不好 不出 不够 "
        + "不准 不稳 不来 不掉 最后 之间 以上 以下 之后 以后 之前 以前 期间 以来 目前 现在 当前 未来 过去 近年来 近年 今年 去年 明年 如下 大概 明显 太大 太多 全靠 凭 "
        + "只能 还是 总是 老是 越来越 越来 来越 怎么 多少 是否 能否 能够 得到 做到 达到 超过 不足 左右 多个 多种 多年 多次 许多 很多 一天 心里 手里 眼下 接着 可能 应该 靠着 "
        + "三年 三个 四个 五个 六个 十个 百万 千万 起来 下来 下去 出来 回来 回去 上来 上去 过来 过去 进去 出去 请来 买来 拿来 用来 想要 看看 试试 试过 用过 做过 比如 例如 包括 有没有 打不开 对不上 还好 帮忙 经得起 跟不上 得不到 做不到 分不清 看不清").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    // 不锈钢, 不饱和, 不对称, 不粘: what a material is not is its name; 不得, 不住, 不上 tell.
    private static bool IsNamedByNot(string word) => word.Length > 2 && word[1] is '锈' or '饱' or '对' or '粘' or '溶' or '透' or '定' or '燃';

    /// <summary>Whether a single joining character may yet belong to a name that the dictionary does not know: 透 of 透气阀, never 里 or 买.</summary>
    internal static bool MayName(char character) => !Places.Contains(character) && !Single.Contains(character) && !StopWords.IsFunction(character);

    internal static bool Contains(string word, ReadOnlySpan<char> partOfSpeech)
    {
        if (Naming.Contains(word))
        {
            return false;
        }

        var parts = Parts.GetAlternateLookup<ReadOnlySpan<char>>();
        return Telling.Contains(word)
            || (word[0] == '不' && word.Length > 1 && !IsNamedByNot(word))
            || parts.Contains(partOfSpeech)
            || (word.Length == 1 && !Processes.Contains(word[0]) && (Single.Contains(word[0]) || Places.Contains(word[0]) || StopWords.IsFunction(word[0])
                || SingleParts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(partOfSpeech)))
            || (partOfSpeech is "m" && Counts.Contains(word[0]));
    }
}
