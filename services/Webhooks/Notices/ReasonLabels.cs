using System.Collections.Frozen;
using Matchmaking.Vocabulary;

namespace Matchmaking.Webhooks.Notices;

/// <summary>A reason as people read it.</summary>
/// <param name="Code">As the event carries it.</param>
/// <param name="Text">Chinese; the code where it is not known here.</param>
/// <param name="TextEnglish">English; likewise.</param>
public sealed record NoticeReason(string Code, string Text, string TextEnglish);

/// <summary>Labels of reason codes and of states in both languages. What is not known is shown by its code, so that no reason is ever lost.</summary>
internal static class ReasonLabels
{
    private static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>
    {
        ["solved"] = "Solved", ["withdrawn"] = "Withdrawn", ["expired"] = "Expired", ["duplicate"] = "Stands there twice", ["confidential"] = "Turned confidential",
        ["in_verification"] = "Revised, to be verified once more", ["incomplete"] = "The form is incomplete", ["unclear"] = "The wording is not clear",
        ["figures_unsupported"] = "Figures are not supported", ["figures_inconsistent"] = "Figures contradict each other", ["source_unverifiable"] = "The source cannot be verified",
        ["not_a_technology_need"] = "No need of technology", ["level_not_thorough"] = "An earlier level was not thorough", ["other"] = "Another reason",
        ["falsified_figures"] = "Figures are falsified", ["forged_documents"] = "Documents are forged", ["false_identity"] = "A false identity was used", ["invented_need"] = "The need is invented",
        ["appeal_upheld"] = "The appeal was upheld", ["evidence_supplied"] = "Evidence was supplied", ["vetoed_by_mistake"] = "Vetoed by mistake",
        ["no_candidates"] = "No expert who may be ranked shares a term with the need",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>
    {
        ["confidential"] = "转为保密", ["in_verification"] = "修改后重新审核", ["no_candidates"] = "没有与需求用语相通的可推荐专家",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // States of challenges and bids belong to their owner, which may add some.
    private static readonly FrozenDictionary<string, (string Chinese, string English)> States = new Dictionary<string, (string, string)>
    {
        ["collected"] = ("已征集，待论证", "collected, to be argued"), ["returned"] = ("退回", "returned"), ["argued"] = ("论证通过，待发榜", "argued, to be published"),
        ["published"] = ("已发榜，接受揭榜", "open for bids"), ["checking"] = ("形式审查", "formal check"), ["scoring"] = ("专家评审", "being scored"), ["publicity"] = ("公示", "published for objections"),
        ["signing"] = ("签约中", "being signed"), ["in_progress"] = ("实施中", "under way"), ["completed"] = ("已完成", "completed"), ["unawarded"] = ("无人中榜", "nobody was chosen"),
        ["failed"] = ("未达标", "failed"), ["ended"] = ("终止", "ended"), ["sealed"] = ("已密封收存", "kept under seal"), ["withdrawn"] = ("已撤回", "withdrawn"), ["passed"] = ("形式审查通过", "passed the formal check"),
        ["rejected"] = ("形式审查未通过", "did not pass the formal check"), ["awarded"] = ("中榜", "chosen"), ["not_awarded"] = ("未中榜", "not chosen"), ["dropped"] = ("中榜取消", "no longer chosen"),
        ["signed"] = ("已签约", "signed"), ["eliminated"] = ("赛马淘汰", "out of the race"), ["accepted"] = ("验收通过", "accepted"), ["paid"] = ("已兑付", "paid"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly CodeList[] Lists = [Codes.DecisionReasons, Codes.CloseReasons, Codes.ReturnReasons, Codes.VetoReasons, Codes.LiftReasons];

    /// <summary>The reasons, in their order.</summary>
    public static IReadOnlyList<NoticeReason> Of(IEnumerable<string> codes) => [.. codes.Select(code => new NoticeReason(code, ChineseOf(code), EnglishOf(code)))];

    /// <summary>A state in Chinese.</summary>
    public static string StateChinese(string state) => States.TryGetValue(state, out var label) ? label.Chinese : state;

    /// <summary>A state in English.</summary>
    public static string StateEnglish(string state) => States.TryGetValue(state, out var label) ? label.English : state;

    private static string ChineseOf(string code) => Chinese.GetValueOrDefault(code) ?? Lists.Select(list => list.Label(code)).FirstOrDefault(label => label is not null) ?? code;

    private static string EnglishOf(string code) => ReasonFamilies.All.FirstOrDefault(reason => reason.Code == code)?.TextEnglish ?? English.GetValueOrDefault(code) ?? code;
}
