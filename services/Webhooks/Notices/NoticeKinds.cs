using System.Collections.Frozen;
using Matchmaking.Webhooks.Hooks;

namespace Matchmaking.Webhooks.Notices;

/// <summary>What is known of a turn: how it is called, whose turn it is then, and whether something has come to its end.</summary>
/// <param name="Chinese">What happened, Chinese.</param>
/// <param name="English">The same, English.</param>
/// <param name="Turn">Whose turn it is: an addressee, both, a level of verification, or null where nobody is waited for.</param>
/// <param name="IsEnd">Nothing more comes of it.</param>
internal sealed record NoticeKind(string Chinese, string English, string? Turn = null, bool IsEnd = false);

/// <summary>Every turn by type and state. A state that is not known here is told by its code: services add states before this one hears of them.</summary>
internal static class NoticeKinds
{
    /// <summary>Enterprise and institute alike.</summary>
    public const string Both = "both";

    /// <summary>The platform itself: it ranks, and tells when there is more.</summary>
    public const string Platform = "platform";

    private static readonly FrozenDictionary<(string Type, string State), NoticeKind> Known = new Dictionary<(string, string), NoticeKind>
    {
        [(EventTypes.DemandPublished, "open")] = new("需求已发布，进入匹配", "The need is published and is being matched", Platform),
        [(EventTypes.DemandClosed, "solved")] = new("需求已关闭", "The need is closed", IsEnd: true),
        [(EventTypes.DemandClosed, "withdrawn")] = new("需求已关闭", "The need is closed", IsEnd: true),
        [(EventTypes.DemandClosed, "expired")] = new("需求已关闭", "The need is closed", IsEnd: true),
        [(EventTypes.DemandClosed, "duplicate")] = new("需求已关闭", "The need is closed", IsEnd: true),
        [(EventTypes.DemandClosed, "confidential")] = new("需求已退出匹配", "The need has left matching", IsEnd: true),
        [(EventTypes.DemandClosed, "in_verification")] = new("需求修改后重新审核，暂停匹配", "The need was revised, is verified once more and is not matched meanwhile", Addressees.Bureau),
        [(EventTypes.DemandVerification, "submitted")] = new("需求已提交审核", "The need was submitted for verification"),
        [(EventTypes.DemandVerification, "passed")] = new("需求通过一级审核", "The need has passed a level of its verification"),
        [(EventTypes.DemandVerification, "returned")] = new("需求被退回", "The need was returned"),
        [(EventTypes.DemandVerification, "vetoed")] = new("需求被一票否决", "The need was vetoed", IsEnd: true),
        [(EventTypes.DemandVerification, "lifted")] = new("一票否决已撤销", "The veto was lifted"),
        [(EventTypes.DemandVerification, "withdrawn")] = new("需求已撤回审核", "The need was withdrawn from verification", Addressees.Enterprise),
        [(EventTypes.ListReady, "ready")] = new("推荐名单已生成", "The list of experts can be read", Addressees.Bureau),
        [(EventTypes.ListReady, "unclear")] = new("推荐名单已生成，暂无明确匹配", "The list of experts can be read; nobody on it is a clear match", Addressees.Bureau),
        [(EventTypes.ListReady, "empty")] = new("暂无可推荐的专家", "There is no expert to suggest yet", Platform),
        [(EventTypes.MatchDecided, "accepted")] = new("对接已通过", "The match was accepted", Both),
        [(EventTypes.MatchDecided, "held")] = new("对接暂缓", "The match is held", Addressees.Bureau),
        [(EventTypes.MatchDecided, "rejected")] = new("对接未通过", "The match was rejected", IsEnd: true),
        [(EventTypes.ExpertOutcome, "held")] = new("专家的一项对接暂缓", "A match of the expert is held", Addressees.Bureau),
        [(EventTypes.ExpertOutcome, "rejected")] = new("专家的一项对接未通过", "A match of the expert was rejected", IsEnd: true),
        [(EventTypes.MatchProgressed, "visited")] = new("已实地对接", "The sides have met", Both),
        [(EventTypes.MatchProgressed, "agreement")] = new("已达成合作意向", "The sides agreed to work together", Both),
        [(EventTypes.MatchProgressed, "contract")] = new("已签订技术合同", "The sides signed a contract", Both),
        [(EventTypes.MatchProgressed, "acceptance")] = new("已验收，请评价", "The work was accepted; please rate it", Both),
        [(EventTypes.MatchProgressed, "ended")] = new("对接已终止", "The match has ended", IsEnd: true),
        [(EventTypes.ContactsAgreed, "agreed")] = new("双方均有意向，可查看对方联系方式", "Both sides are willing; each may read the other's contact", Both),
        [(EventTypes.ContactsWithdrawn, "withdrawn")] = new("联系方式不再互相公开", "The contacts are disclosed no more"),
        [(EventTypes.MatchStalled, "accepted")] = new("对接停滞：尚待双方表示意向", "The match stands still: both sides are to say whether they are willing", Both),
        [(EventTypes.MatchStalled, "willing")] = new("对接停滞：尚未查看联系方式", "The match stands still: nobody has read the other's contact", Both),
        [(EventTypes.MatchStalled, "disclosed")] = new("对接停滞：尚未实地对接", "The match stands still: the sides have not met", Both),
        [(EventTypes.MatchStalled, "visited")] = new("对接停滞：尚无合作意向", "The match stands still: there is no agreement yet", Both),
        [(EventTypes.MatchStalled, "agreed")] = new("对接停滞：尚未签订合同", "The match stands still: there is no contract yet", Both),
        [(EventTypes.MatchStalled, "contracted")] = new("对接停滞：尚未验收", "The match stands still: the work is not accepted yet", Both),
        [(EventTypes.MatchStalled, "completed")] = new("对接停滞：尚待评价", "The match stands still: it is to be rated", Both),
        [(EventTypes.MatchRated, "enterprise")] = new("企业已评价", "The enterprise has rated the work"),
        [(EventTypes.MatchRated, "institute")] = new("院所已评价", "The institute has rated the work"),
        [(EventTypes.MatchEscalated, "overdue")] = new("对接逾期未审核", "A match was not decided in time", Addressees.Bureau),
        [(EventTypes.MatchReminded, "due")] = new("暂缓的对接应重新审核", "A held match is to be looked at again", Addressees.Bureau),
        [(EventTypes.ContactRead, "enterprise")] = new("企业已查看专家联系方式", "The enterprise has read the expert's contact", Addressees.Enterprise),
        [(EventTypes.ContactRead, "institute")] = new("院所已查看需求联系方式", "The institute has read the need's contact", Addressees.Institute),
        [(EventTypes.PanelInvited, "invited")] = new("邀请您参加揭榜评审", "You are asked to score the bids for a challenge", Addressees.Account),
        [(EventTypes.WatchFitted, "enterprise")] = new("关注的需求有新的合适专家", "A new expert fits a need that is watched"),
        [(EventTypes.WatchFitted, "institute")] = new("有新需求适合关注的专家", "A new need fits an expert who is watched"),
        [(EventTypes.BookingChanged, "requested")] = new("仪器预约已申请", "An instrument is asked for", Addressees.Owner),
        [(EventTypes.BookingChanged, "confirmed")] = new("仪器预约已确认", "The booking of the instrument is confirmed"),
        [(EventTypes.BookingChanged, "declined")] = new("仪器预约未获接受", "The booking of the instrument was declined", IsEnd: true),
        [(EventTypes.BookingChanged, "used")] = new("仪器使用已登记", "The use of the instrument is recorded", IsEnd: true),
        [(EventTypes.BookingChanged, "no_show")] = new("预约时段未到场", "Nobody came to the slot that was booked", IsEnd: true),
        [(EventTypes.BookingChanged, "cancelled")] = new("仪器预约已取消", "The booking of the instrument was cancelled", IsEnd: true),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (string Chinese, string English)> Heads = new Dictionary<string, (string, string)>
    {
        [EventTypes.ChallengeAdvanced] = ("榜单状态：", "The challenge stands at:"),
        [EventTypes.BidAdvanced] = ("揭榜状态：", "The bid stands at:"),
        [EventTypes.WorkAdvanced] = ("揭榜项目状态：", "The work on the bid stands at:"),
        [EventTypes.MatchStalled] = ("对接停滞：", "The match stands still at:"),
        [EventTypes.MatchProgressed] = ("对接阶段：", "The match has reached:"),
        [EventTypes.DemandVerification] = ("需求审核：", "The verification of the need:"),
        [EventTypes.DemandClosed] = ("需求已关闭：", "The need is closed:"),
        [EventTypes.MatchDecided] = ("对接：", "The match:"),
        [EventTypes.ExpertOutcome] = ("专家的一项对接：", "A match of the expert:"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The turn.</summary>
    public static NoticeKind Of(string type, string state) => Known.GetValueOrDefault((type, state)) ?? (Heads.TryGetValue(type, out var head)
        ? new NoticeKind($"{head.Chinese}{ReasonLabels.StateChinese(type, state)}", $"{head.English} {ReasonLabels.StateEnglish(state)}")
        : new NoticeKind(state, state));

    /// <summary>Every turn that is known by name.</summary>
    public static IReadOnlyDictionary<(string Type, string State), NoticeKind> All => Known;

    /// <summary>Whether whose turn it is asks <paramref name="addressee"/> for something.</summary>
    public static bool AsksFor(string? turn, string addressee) =>
        turn == addressee || (turn == Both && (addressee is Addressees.Enterprise or Addressees.Institute));
}
