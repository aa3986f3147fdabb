namespace Matchmaking.Ranking.Explanations;

/// <summary>One change of a need that its enterprise could make itself.</summary>
/// <param name="Kind">See <see cref="EditKinds"/>.</param>
/// <param name="Part">The part of the need it changes, see <see cref="DemandParts"/>.</param>
/// <param name="Removed">What goes: of texts verbatim, where it stands first; of facts the former value. Null when nothing does.</param>
/// <param name="Added">What comes: of a title at its end behind a comma, of a description as a last sentence of its own; of facts the new value, money in yuan. Null when nothing does.</param>
/// <param name="Cost">How much of a change it is, see <see cref="EditCosts"/>.</param>
/// <param name="Instruction">What to do, in plain Chinese.</param>
/// <param name="InstructionEnglish">The same in English.</param>
public sealed record DemandEdit(string Kind, string Part, string? Removed, string? Added, int Cost, string Instruction, string InstructionEnglish);

/// <summary>The codes of <see cref="DemandEdit.Kind"/>.</summary>
public static class EditKinds
{
    /// <summary>A further form of cooperation, as a code of the form.</summary>
    public const string AddCooperationMode = "add_cooperation_mode";

    /// <summary>A technology named that was not.</summary>
    public const string NameTechnology = "name_technology";

    /// <summary>Another field, or one where there was none.</summary>
    public const string ChangeField = "change_field";

    /// <summary>The amount taken back: 面议.</summary>
    public const string MakeBudgetNegotiable = "make_budget_negotiable";

    /// <summary>A later deadline.</summary>
    public const string ExtendDeadline = "extend_deadline";

    /// <summary>Another readiness wanted, or one where there was none.</summary>
    public const string ChangeTrl = "change_trl_wanted";

    /// <summary>A higher amount.</summary>
    public const string RaiseBudget = "raise_budget";

    /// <summary>A sentence or a part of one less.</summary>
    public const string DropText = "drop_text";

    /// <summary>An indicator less.</summary>
    public const string DropIndicator = "drop_indicator";
}

/// <summary>The codes of <see cref="DemandEdit.Part"/>, named as in the need itself.</summary>
public static class DemandParts
{
    /// <summary>The title.</summary>
    public const string Title = "title";

    /// <summary>What must be solved.</summary>
    public const string Description = "description";

    /// <summary>Why it is asked for.</summary>
    public const string Background = "background";

    /// <summary>What the enterprise has already.</summary>
    public const string ExistingFoundation = "existingFoundation";

    /// <summary>Measurable targets.</summary>
    public const string Indicators = "indicators";

    /// <summary>Code of 国家重点支持的高新技术领域.</summary>
    public const string Field = "field";

    /// <summary>Ways of working together.</summary>
    public const string CooperationModes = "cooperationModes";

    /// <summary>Money meant for it.</summary>
    public const string Budget = "budget";

    /// <summary>When the solution must stand.</summary>
    public const string Deadline = "deadline";

    /// <summary>Technology readiness wanted.</summary>
    public const string TrlWanted = "trlWanted";
}

/// <summary>
/// What edits cost. Only their order is meant: what takes nothing from the need is less of a change than what states it otherwise, that less than what
/// costs money or another goal, and what gives up a part of the need or makes it one of another subject is the most.
/// </summary>
internal static class EditCosts
{
    internal const int AddCooperationMode = 1;

    // Near one that the need names, by the knowledge graph.
    internal const int NameNearTechnology = 2;
    internal const int MakeBudgetNegotiable = 2;
    internal const int ExtendDeadline = 2;
    internal const int ChangeFieldWithinArea = 2;

    // Neither background nor what there is already is asked for.
    internal const int DropSetting = 3;
    internal const int ChangeTrl = 4;
    internal const int RaiseBudget = 4;
    internal const int NameOtherTechnology = 5;
    internal const int DropClause = 5;
    internal const int DropSentence = 6;
    internal const int DropIndicator = 6;
    internal const int ChangeArea = 6;

    // On top: a title says what a need is about.
    internal const int InTitle = 1;
}
