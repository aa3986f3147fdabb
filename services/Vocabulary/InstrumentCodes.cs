namespace Matchmaking.Vocabulary;

/// <summary>The closed code lists of shared instruments and their bookings.</summary>
public static class InstrumentCodes
{
    /// <summary>Kinds of what is shared.</summary>
    public static readonly CodeList Kinds = new(("instrument", "大型仪器"), ("pilot_line", "中试线"), ("platform", "平台"));

    /// <summary>Kinds of platform.</summary>
    public static readonly CodeList PlatformKinds = new(("concept_proof", "概念验证中心"), ("pilot_base", "中试平台"), ("public_service", "公共服务平台"));

    /// <summary>Kinds of organisation that run one (管理单位).</summary>
    public static readonly CodeList OwnerKinds = new(("institute", "高校院所"), ("enterprise", "企业"));

    /// <summary>运行状态.</summary>
    public static readonly CodeList States = new(("open", "正常"), ("maintenance", "检修"), ("retired", "停用"));

    /// <summary>What a price is for.</summary>
    public static readonly CodeList PriceUnits = new(("hour", "元/小时"), ("day", "元/天"), ("sample", "元/样"), ("batch", "元/批"));

    /// <summary>Where a booking stands.</summary>
    public static readonly CodeList BookingStates = new(
        ("requested", "已申请"), ("confirmed", "已确认"), ("declined", "已谢绝"), ("used", "已使用"), ("no_show", "未到场"), ("cancelled", "已取消"));
}

/// <summary>A reason of a step of a booking, as people read it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Uses">Where it may stand: decline; booker, owner for who cancels.</param>
/// <param name="Text">Chinese.</param>
/// <param name="TextEnglish">English.</param>
public sealed record BookingReason(string Code, IReadOnlyList<string> Uses, string Text, string TextEnglish);

/// <summary>Every reason that a step of a booking knows.</summary>
public static class BookingReasons
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BookingReason> All { get; } =
    [
        .. new (string Code, string Uses, string Text, string English)[]
        {
            ("owner_needs_it", "decline,owner", "管理单位自用", "The owner needs it"), ("sample_unsuitable", "decline,owner", "样品不符合要求", "The sample is not suitable"),
            ("beyond_capability", "decline", "超出仪器能力", "Beyond what it can do"), ("safety", "decline,owner", "安全原因", "For reasons of safety"),
            ("maintenance", "owner", "检修", "Maintenance"), ("breakdown", "owner", "故障", "It broke down"), ("retired", "owner", "停用", "It is taken out of service"),
            ("hours_changed", "owner", "开放时间调整", "The opening hours change"),
            ("plans_changed", "booker", "计划变更", "Plans have changed"), ("samples_not_ready", "booker", "样品未备妥", "The samples are not ready"), ("found_elsewhere", "booker", "另有安排", "Arranged elsewhere"),
            ("other", "decline,owner,booker", "其他", "Another reason"),
        }.Select(reason => new BookingReason(reason.Code, reason.Uses.Split(','), reason.Text, reason.English)),
    ];

    /// <summary>The codes that may stand in a use.</summary>
    public static IReadOnlyList<string> Of(string use) => [.. All.Where(reason => reason.Uses.Contains(use)).Select(reason => reason.Code)];
}
