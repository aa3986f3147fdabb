using System.Globalization;
using Matchmaking.Insights.Figures;
using Matchmaking.Vocabulary;

namespace Matchmaking.Insights.Bulletins;

/// <summary>The words and numbers of a bulletin, the same on the page and in the workbook.</summary>
internal static class BulletinWords
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<(string Zh, string En)> Columns =
    [
        ("指标", "Indicator"), ("单位", "Unit"), ("本期", "Period"), ("环比", "On previous"), ("同比", "On year"), ("本期目标", "Target"), ("完成率", "Rate"), ("年初累计", "Year to date"),
        ("全年目标", "Year's target"), ("全年完成率", "Rate"),
    ];

    /// <summary>Such as 无锡市供需对接月度通报（2026年7月）.</summary>
    public static string Title(Bulletin bulletin)
    {
        var period = Period.Read(bulletin.Period)!;
        var kind = period.Kind switch { "week" => "周报", "month" => "月度通报", "quarter" => "季度通报", _ => "年度报告" };
        return $"{Region(bulletin.Region)}科技人才供需对接{kind}（{Name(period)}）";
    }

    /// <summary>Such as 2026年第3季度.</summary>
    public static string Name(Period period) => period.Kind switch
    {
        "week" => $"{period.Name[..4]}年第{period.Name[6..].TrimStart('0')}周",
        "month" => $"{period.Name[..4]}年{period.Name[5..].TrimStart('0')}月",
        "quarter" => $"{period.Name[..4]}年第{period.Name[6..]}季度",
        _ => $"{period.Name}年",
    };

    /// <summary>Name of a region, its code where the list has none.</summary>
    public static string Region(string? code) => code is null ? "全部地区" : Regions.Known.Label(code) ?? code;

    /// <summary>When it was known, in Chinese time.</summary>
    public static string AsOf(Bulletin bulletin) => bulletin.AsOf.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A number without needless zeros; – where there is none.</summary>
    public static string Number(decimal? value) => value is { } number ? number.ToString("#,0.####", CultureInfo.InvariantCulture) : "–";

    /// <summary>A ratio in percent with a sign.</summary>
    public static string Change(decimal? change) => change is { } ratio ? (ratio * 100).ToString("+0.##'%';-0.##'%';0'%'", CultureInfo.InvariantCulture) : "–";

    /// <summary>A ratio in percent.</summary>
    public static string Rate(decimal? rate) => rate is { } ratio ? (ratio * 100).ToString("0.##'%'", CultureInfo.InvariantCulture) : "–";

    /// <summary>Why there is no value.</summary>
    public static string Abstention(string? code) => code switch { null => "", "not_entered" => "未填报", "does_not_add_up" => "不可相加", _ => "口径重叠" };
}
