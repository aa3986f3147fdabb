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

    // States of challenges and bids belong to their owner, which may add some: these are the ones that have a better name than their code.
    private static readonly FrozenDictionary<string, (string Chinese, string English)> States = new Dictionary<string, (string, string)>
    {
        ["draft"] = ("草稿", "draft"), ["submitted"] = ("已提交", "submitted"), ["returned"] = ("退回", "returned"), ["withdrawn"] = ("撤回", "withdrawn"),
        ["open"] = ("揭榜申报中", "open for bids"), ["bidding"] = ("揭榜申报中", "open for bids"), ["reopened"] = ("重新发榜", "opened again"), ["closed"] = ("申报截止", "closed for bids"),
        ["received"] = ("已收到", "received"), ["admitted"] = ("形式审查通过", "admitted"), ["formal_check"] = ("形式审查", "formal check"), ["ineligible"] = ("形式审查未通过", "not admitted"),
        ["scoring"] = ("专家评审", "being scored"), ["scored"] = ("评审完成", "scored"), ["publicity"] = ("公示", "published for objections"), ["awarded"] = ("中榜", "awarded"),
        ["not_awarded"] = ("未中榜", "not awarded"), ["signing"] = ("签约中", "being signed"), ["signed"] = ("已签约", "signed"), ["under_way"] = ("实施中", "under way"),
        ["milestone"] = ("里程碑", "milestone"), ["acceptance"] = ("验收", "acceptance"), ["paid"] = ("已兑付", "paid"), ["completed"] = ("已完成", "completed"),
        ["ended"] = ("终止", "ended"), ["terminated"] = ("终止", "terminated"), ["failed"] = ("未达标", "failed"),
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
