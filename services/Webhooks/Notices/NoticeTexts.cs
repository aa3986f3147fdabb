using System.Globalization;
using Matchmaking.Vocabulary;

namespace Matchmaking.Webhooks.Notices;

/// <summary>Makes of codes what people read: what happened, why, whose turn it is now and until when. No name, no text and no contact is in it, for none is known here.</summary>
internal static class NoticeTexts
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>What happened, in a few words.</summary>
    public static string Title(NoticeRow notice, bool isEnglish) => NoticeKinds.Of(notice.Type, notice.State) is var kind && isEnglish ? kind.English : kind.Chinese;

    /// <summary>The whole of it.</summary>
    public static string Text(NoticeRow notice, bool isEnglish) => isEnglish ? English(notice) : Chinese(notice);

    private static string Chinese(NoticeRow notice)
    {
        var reasons = ReasonLabels.Of(notice.ReasonCodes);
        return string.Concat(
            $"{Title(notice, false)}{Counted(notice, "（{0} 位专家）", "（排名第 {0}）")}。",
            reasons.Count == 0 ? "" : $"原因：{string.Join('、', reasons.Select(reason => reason.Text))}。",
            Turns.Chinese(notice) is { } turn ? $"{turn}。" : "",
            notice.Until is { } until ? $"截止时间：{new DateTimeOffset(until, TimeSpan.Zero).ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}（北京时间）。" : "");
    }

    private static string English(NoticeRow notice)
    {
        var reasons = ReasonLabels.Of(notice.ReasonCodes);
        return string.Concat(
            $"{Title(notice, true)}{Counted(notice, " ({0} experts)", " (rank {0})")}.",
            reasons.Count == 0 ? "" : $" Why: {string.Join("; ", reasons.Select(reason => reason.TextEnglish))}.",
            Turns.English(notice) is { } turn ? $" {turn}." : "",
            notice.Until is { } until ? $" Until {until.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC." : "");
    }

    private static string Counted(NoticeRow notice, string ofList, string ofWatch) => notice.Amount is not { } amount || amount == 0
        ? ""
        : string.Format(CultureInfo.InvariantCulture, notice.Type == Hooks.EventTypes.ListReady ? ofList : ofWatch, amount);

    private static class Turns
    {
        public static string? Chinese(NoticeRow notice) => notice.Turn switch
        {
            null => null,
            _ when notice.ActionNeeded => "现需您处理",
            NoticeKinds.Both => "现需双方处理",
            NoticeKinds.Platform => "平台将继续匹配，有结果即通知，无需操作",
            Addressees.Enterprise => "现由企业处理",
            Addressees.Institute => "现由院所处理",
            Addressees.Bureau => "现由管理部门处理",
            Addressees.Owner => "现由仪器管理单位处理",
            var level => $"现由{Codes.VerificationLevels.Label(level) ?? level}处理",
        };

        public static string? English(NoticeRow notice) => notice.Turn switch
        {
            null => null,
            _ when notice.ActionNeeded => "It is your turn now",
            NoticeKinds.Both => "It is the turn of both sides now",
            NoticeKinds.Platform => "The platform goes on matching and tells what it finds; nothing is to be done",
            Addressees.Enterprise => "It is the enterprise's turn now",
            Addressees.Institute => "It is the institute's turn now",
            Addressees.Bureau => "It is the bureau's turn now",
            Addressees.Owner => "It is the turn of the instrument's owner now",
            "filing" => "It is the enterprise's turn now",
            "department" => "The department looks at it now",
            "third_party" => "The third party checks it now",
            "committee" => "The committee decides on it now",
            var level => $"It is the turn of {level} now",
        };
    }
}
