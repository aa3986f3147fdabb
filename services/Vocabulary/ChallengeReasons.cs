namespace Matchmaking.Vocabulary;

/// <summary>A reason of a step of a challenge or of a bid, as people read it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Uses">Where it may stand: return, formal, outcome, decline, objection, milestone, eliminate, end, reopen; system for what follows by itself.</param>
/// <param name="Text">Chinese.</param>
/// <param name="TextEnglish">English.</param>
public sealed record ChallengeReason(string Code, IReadOnlyList<string> Uses, string Text, string TextEnglish);

/// <summary>Every reason that a challenge (揭榜挂帅) or a bid for one knows.</summary>
public static class ChallengeReasons
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChallengeReason> All { get; } =
    [
        .. new (string Code, string Uses, string Text, string English)[]
        {
            ("not_necessary", "return", "必要性不足", "Not necessary"), ("indicators_not_assessable", "return", "指标不可考核", "The indicators cannot be assessed"),
            ("budget_unreasonable", "return", "预算不合理", "The budget is not reasonable"),
            ("not_qualified", "formal,objection", "资格不符", "Not qualified"), ("incomplete", "formal", "材料不全", "Incomplete"),
            ("price_above_funds", "formal", "报价超出资金", "The price is above the funds"), ("related_to_poster", "formal,objection", "与发榜方有关联", "Related to who posts the challenge"),
            ("conditions_unmet", "formal", "不符揭榜条件", "The conditions on bidders are not met"),
            ("lower_score", "system", "得分较低", "Others scored higher"), ("below_minimum", "system", "低于最低分", "Below the minimum score"),
            ("no_bid", "system", "无人揭榜", "Nobody bid"), ("no_valid_bid", "system", "无有效揭榜", "No bid passed the formal check"), ("none_at_minimum", "system", "均低于最低分", "No bid reached the minimum score"),
            ("award_annulled", "system", "异议成立无递补", "Objections left no award"), ("nobody_signed", "system", "无人签约", "Nobody signed"), ("all_failed", "system", "各队均未通过", "No team was accepted"),
            ("panel_short", "system", "评审专家不足", "The panel could not be filled again"), ("timed_out", "system", "逾期未评", "Did not score in time"),
            ("conflict_of_interest", "decline,objection", "利益冲突", "Conflict of interest"), ("no_capacity", "decline", "没有时间", "No capacity"),
            ("false_statement", "objection", "申报不实", "A false statement"), ("procedure", "objection", "程序违规", "A fault of procedure"),
            ("objection_upheld", "system", "异议成立", "An objection was upheld"), ("signing_declined", "system", "放弃签约", "Signing was declined"), ("not_signed_in_time", "system", "逾期未签约", "Not signed in time"),
            ("late", "milestone", "逾期", "Late"), ("result_insufficient", "milestone", "成果不足", "The result is not enough"), ("no_report", "milestone", "未报告", "No report"),
            ("milestone_missed", "eliminate", "里程碑未达", "A milestone was missed"), ("lagging", "eliminate", "明显落后", "Far behind the others"), ("gave_up", "eliminate", "主动退出", "Gave up"),
            ("race_won", "system", "已有团队通过验收", "Another team was accepted"), ("indicators_short", "system", "指标未达", "Indicators fell short"),
            ("withdrawn", "end", "撤榜", "Withdrawn"), ("public_interest", "end", "公共利益需要", "The public interest requires it"), ("poster_gone", "end", "发榜方注销或失联", "Who posted the challenge is gone"),
            ("need_closed", "system", "需求已关闭", "The need was closed"), ("challenge_ended", "system", "榜单已终止", "The challenge was ended"),
            ("need_gone", "end", "需求消失", "The need is gone"), ("no_interest", "end", "无人应榜", "Nobody is interested"), ("unsolved", "end", "未能攻克", "Not solved"),
            ("same_terms", "reopen", "原条件重新发榜", "Opened again on the same terms"), ("more_time", "reopen", "延长期限", "More time to bid"), ("wider_call", "reopen", "扩大征集", "A wider call"),
            ("other", "return,formal,decline,objection,milestone,eliminate,end,reopen", "其他", "Another reason"),
        }.Select(reason => new ChallengeReason(reason.Code, reason.Uses.Split(','), reason.Text, reason.English)),
    ];

    /// <summary>The codes that may stand in a use.</summary>
    public static IReadOnlyList<string> Of(string use) => [.. All.Where(reason => reason.Uses.Contains(use)).Select(reason => reason.Code)];
}
