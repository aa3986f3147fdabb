using System.Collections.Frozen;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Words that say nothing about a technology. English ones are never indexed, nor function characters that stand alone; Chinese words
/// are, since their low inverse document frequency already silences them, but no phrase shown to people is made of them.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> English = (
        "a an and are as at be been but by can do for from had has have if in into is it its may more most no not of on or our "
        + "such than that the their these they this those to under using was we were which while will with within without").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Chinese = (
        "研究 方法 技术 问题 需要 进行 采用 以及 通过 提高 提升 实现 开展 公司 企业 产品 项目 目前 希望 解决 要求 能够 具有 应用 开发 生产 系统 设计 分析 主要 "
        + "相关 以上 以下 不同 影响 使用 提供 我们 没有 可以 一种 一个 一套 基于 过程 作用 结果 条件 情况 完成 达到 建立 结合 方面 工作 合作 单位 用户 客户 现有 "
        + "已有 左右 其中 如果 因为 所以 但是 并且 同时 之间 由于 对于 关于 还有 不能 不会 就是 这个 那个 这样 怎么 什么 做过 做成 现场 厂里 今年 去年 每年 三年 "
        + "参数 指标 效果 性能 关键 核心 国内 国外 有限 负责 承担 参与 主持 从事 长期 熟悉 擅长 帮助 支持 服务 领域 方向 专业 内容 数据 经验 一次 两次 第一 部分 "
        + "一定 一直 有关 各种 多种 多个 几个 这种 该项 本项 目标 原因 时间 之后 之前 以后 以前 起来 出来 下来 上来 进去 一般 非常 比较 更加 最好 尽量 至少 最多 自己 路线 一条 一下 东西 时候 地方 团体标准 标准 许可 实施 一等奖 二等奖 三等奖 发明奖 进步奖 科技进步 技术发明 省级 国家级 论文 专利").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Function characters: a phrase neither begins nor ends with one, and words seldom hold one.
    private const string Function = "的了和与及在对为等从把被将用由至到或且其该此有是要不未已需我们你他它这那就都也还很又才只能会可想请让给因所以之而于并则若如吗呢吧着过个些种次各每某项家跟得但没边懂很太更最再给做急求几";

    /// <summary>Whether a word or bigram of Chinese is too general to be shown as a phrase.</summary>
    internal static bool IsChinese(ReadOnlySpan<char> word) => Chinese.Contains(word);

    /// <summary>Whether a character joins words rather than being part of one.</summary>
    internal static bool IsFunction(char character) => Function.Contains(character);

    /// <summary>Whether a lower-case English word carries no meaning of its own.</summary>
    internal static bool IsEnglish(ReadOnlySpan<char> word) => English.Contains(word);
}
