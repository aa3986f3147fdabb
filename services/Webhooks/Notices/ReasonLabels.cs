using System.Collections.Frozen;
using Matchmaking.Vocabulary;
using Matchmaking.Webhooks.Hooks;

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
        ["solved"] = "Solved",
        ["withdrawn"] = "Withdrawn",
        ["expired"] = "Expired",
        ["duplicate"] = "Stands there twice",
        ["confidential"] = "Turned confidential",
        ["in_verification"] = "Revised, to be verified once more",
        ["incomplete"] = "The form is incomplete",
        ["unclear"] = "The wording is not clear",
        ["figures_unsupported"] = "Figures are not supported",
        ["figures_inconsistent"] = "Figures contradict each other",
        ["source_unverifiable"] = "The source cannot be verified",
        ["not_a_technology_need"] = "No need of technology",
        ["level_not_thorough"] = "An earlier level was not thorough",
        ["other"] = "Another reason",
        ["falsified_figures"] = "Figures are falsified",
        ["forged_documents"] = "Documents are forged",
        ["false_identity"] = "A false identity was used",
        ["invented_need"] = "The need is invented",
        ["appeal_upheld"] = "The appeal was upheld",
        ["evidence_supplied"] = "Evidence was supplied",
        ["vetoed_by_mistake"] = "Vetoed by mistake",
        ["no_candidates"] = "No expert who may be ranked shares a term with the need",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>
    {
        ["confidential"] = "转为保密",
        ["in_verification"] = "修改后重新审核",
        ["no_candidates"] = "没有与需求用语相通的可推荐专家",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // States of challenges and bids belong to their owner, which may add some.
    private static readonly FrozenDictionary<string, string> States = new Dictionary<string, string>
    {
        ["collected"] = "collected, to be argued",
        ["returned"] = "returned",
        ["argued"] = "argued, to be published",
        ["published"] = "open for bids",
        ["checking"] = "formal check",
        ["scoring"] = "being scored",
        ["publicity"] = "published for objections",
        ["signing"] = "being signed",
        ["in_progress"] = "under way",
        ["completed"] = "completed",
        ["unawarded"] = "nobody was chosen",
        ["failed"] = "indicators not met",
        ["ended"] = "ended",
        ["sealed"] = "kept under seal",
        ["withdrawn"] = "withdrawn",
        ["passed"] = "passed the formal check",
        ["rejected"] = "did not pass the formal check",
        ["awarded"] = "chosen",
        ["not_awarded"] = "not chosen",
        ["dropped"] = "no longer chosen",
        ["called_off"] = "ended with its challenge",
        ["signed"] = "signed",
        ["eliminated"] = "out of the race",
        ["accepted"] = "accepted",
        ["paid"] = "paid",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly CodeList[] Lists = [Codes.DecisionReasons, Codes.CloseReasons, Codes.ReturnReasons, Codes.VetoReasons, Codes.LiftReasons];

    /// <summary>The reasons, in their order.</summary>
    public static IReadOnlyList<NoticeReason> Of(IEnumerable<string> codes) => [.. codes.Select(code => new NoticeReason(code, ChineseOf(code), EnglishOf(code)))];

    /// <summary>A state of a challenge or a bid in Chinese.</summary>
    public static string StateChinese(string type, string state) => (type == EventTypes.ChallengeAdvanced ? Codes.ChallengeStates : Codes.BidStates).Label(state) ?? state;

    /// <summary>A state in English.</summary>
    public static string StateEnglish(string state) => States.GetValueOrDefault(state) ?? state;

    private static string ChineseOf(string code) => Chinese.GetValueOrDefault(code) ?? Lists.Select(list => list.Label(code)).FirstOrDefault(label => label is not null) ?? OfChallenges(code)?.Text ?? OfBookings(code)?.Text ?? code;

    private static string EnglishOf(string code) => ReasonFamilies.All.FirstOrDefault(reason => reason.Code == code)?.TextEnglish ?? English.GetValueOrDefault(code) ?? OfChallenges(code)?.TextEnglish ?? OfBookings(code)?.TextEnglish ?? code;

    private static BookingReason? OfBookings(string code) => BookingReasons.All.FirstOrDefault(reason => reason.Code == code);

    private static ChallengeReason? OfChallenges(string code) => ChallengeReasons.All.FirstOrDefault(reason => reason.Code == code);
}
