namespace Matchmaking.Vocabulary;

/// <summary>A reason of a decision, as people read it.</summary>
/// <param name="Code">Out of <see cref="Codes.DecisionReasons"/>.</param>
/// <param name="Family">relevance, price, time, conflict, availability, circumstances or open: what kind of reason it is. Only relevance says something about the subject.</param>
/// <param name="Text">Chinese.</param>
/// <param name="TextEnglish">English.</param>
public sealed record DecisionReason(string Code, string Family, string Text, string TextEnglish);

/// <summary>To which family each reason of a decision belongs, so that relevance stays apart from price, time, conflict and availability.</summary>
public static class ReasonFamilies
{
    /// <summary>The family that judges the subject.</summary>
    public const string Relevance = "relevance";

    /// <summary>The family of reasons that leave open what they are about.</summary>
    public const string Open = "open";

    /// <summary>Every reason, in the order of the codes.</summary>
    public static IReadOnlyList<DecisionReason> All { get; } =
    [
        .. new (string Code, string Family, string English)[]
        {
            ("good_fit", Relevance, "The subject fits"), ("strong_evidence", Relevance, "The record is strong"), ("local_experience", Relevance, "Knows enterprises of the region"),
            ("irrelevant", Relevance, "The technology is another one"), ("wrong_field", Relevance, "The field is another one"), ("thin_evidence", Relevance, "There is too little to go by"),
            ("price", "price", "Price"), ("time", "time", "Time"), ("no_capacity", "availability", "The expert has no capacity"),
            ("conflict_of_interest", "conflict", "Conflict of interest"), ("confidentiality", "circumstances", "Confidentiality"),
            ("enterprise_gave_up", "circumstances", "The enterprise gave up"), ("needs_clarification", Open, "The need is to be made clearer"),
            ("duplicate", "circumstances", "Stands there twice"), ("no_response", "circumstances", "Nobody answered in time"), ("other", Open, "Another reason"),
        }.Select(reason => new DecisionReason(reason.Code, reason.Family, Codes.DecisionReasons.Label(reason.Code)!, reason.English)),
    ];

    /// <summary>The reasons of <paramref name="codes"/>, in their order; a code that is no longer known is left out.</summary>
    public static IReadOnlyList<DecisionReason> Of(IEnumerable<string> codes) => [.. codes.Select(code => All.FirstOrDefault(reason => reason.Code == code)).OfType<DecisionReason>()];

    /// <summary>Whether a reason keeps a match back whatever its subject: price, time, conflict, availability, circumstances.</summary>
    public static bool IsElsewhere(string code) => All.Any(reason => reason.Code == code && reason.Family is not (Relevance or Open));
}
