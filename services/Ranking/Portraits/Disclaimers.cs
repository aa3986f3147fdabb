using System.Buffers;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// Tells what experts say they do not do: 陶瓷过滤膜没做过, 做机械不做饲料. In 240 self-descriptions written for the purpose some 15 say so, and
/// naming a technology there must not count for it.
/// </summary>
internal static class Disclaimers
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("，,。；;！!？?\n");

    // They speak of the whole clause, wherever in it they stand.
    private static readonly string[] OfClause = ["没做过", "没有做过", "未做过", "没接触过", "没有接触过", "未涉及", "不熟", "不擅长", "不懂"];

    // What lacks is named between the two: 没有量产经历.
    private static readonly string[] Lacked = ["经历", "经验"];
    private static readonly string[] Lacks = ["没有", "缺乏", "无"];

    private const string NotDone = "不做";

    /// <summary>Whether the clause in which a place stands denies what is named there.</summary>
    internal static bool Deny(ReadOnlySpan<char> text, int start)
    {
        var from = text[..start].LastIndexOfAny(Ends) + 1;
        var length = text[start..].IndexOfAny(Ends);
        var clause = text[from..(length < 0 ? text.Length : start + length)];
        return HoldsAny(clause, OfClause) || IsLacking(clause) || IsNotDone(clause, start - from);
    }

    private static bool HoldsAny(ReadOnlySpan<char> clause, string[] words)
    {
        foreach (var word in words)
        {
            if (clause.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLacking(ReadOnlySpan<char> clause)
    {
        foreach (var word in Lacks)
        {
            if (clause.IndexOf(word) is var lack and >= 0 && HoldsAny(clause[lack..], Lacked))
            {
                return true;
            }
        }

        return false;
    }

    // 导电胶不做 denies what stands before, 只做评估不做工艺开发 what stands behind.
    private static bool IsNotDone(ReadOnlySpan<char> clause, int place)
    {
        var found = clause.IndexOf(NotDone);
        return found >= 0 && (found + NotDone.Length == clause.Length || place > found);
    }
}
