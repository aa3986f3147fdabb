using System.Globalization;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Makes the query of an edited need, as <see cref="DemandQuery.From"/> would of the need written anew, by what an edit tells its enterprise and nothing else.</summary>
internal static class EditedDemand
{
    /// <summary>The query after edits, in their order.</summary>
    internal static RankingQuery Of(RankingQuery query, IEnumerable<DemandEdit> edits) => edits.Aggregate(query, Apply);

    /// <summary>Where a part stands among <see cref="RankingQuery.Texts"/>; -1 for what is no text.</summary>
    internal static int SectionOf(string part) => part switch
    {
        DemandParts.Title => 0,
        DemandParts.Description => 1,
        DemandParts.Indicators => DemandQuery.IndicatorSection,
        DemandParts.Background => 3,
        DemandParts.ExistingFoundation => 4,
        _ => -1,
    };

    private static RankingQuery Apply(RankingQuery query, DemandEdit edit) => edit.Kind switch
    {
        EditKinds.DropText => WithText(query, edit.Part, text => Without(text, edit.Removed!)),
        EditKinds.NameTechnology => WithText(query, edit.Part, text => edit.Part == DemandParts.Title ? $"{text}，{edit.Added}" : WithSentence(text, edit.Added!)),
        EditKinds.DropIndicator => WithoutIndicator(query, edit.Removed!),
        EditKinds.ChangeField => query with { Field = edit.Added },
        EditKinds.AddCooperationMode => query with { CooperationModes = [.. query.CooperationModes, edit.Added!] },
        EditKinds.MakeBudgetNegotiable => query with { BudgetYuan = null },
        EditKinds.RaiseBudget => query with { BudgetYuan = decimal.Parse(edit.Added!, CultureInfo.InvariantCulture) },
        EditKinds.ExtendDeadline => query with { Deadline = DateOnly.ParseExact(edit.Added!, "yyyy-MM-dd", CultureInfo.InvariantCulture) },
        EditKinds.ChangeTrl => query with { TrlWanted = int.Parse(edit.Added!, CultureInfo.InvariantCulture) },
        _ => throw new ArgumentOutOfRangeException(nameof(edit), edit.Kind, "There is no such kind of edit."),
    };

    private static RankingQuery WithText(RankingQuery query, string part, Func<string, string> change)
    {
        var texts = query.Texts.ToArray();
        texts[SectionOf(part)] = change(texts[SectionOf(part)]);
        return DemandQuery.WithTexts(query, texts);
    }

    private static RankingQuery WithoutIndicator(RankingQuery query, string told)
    {
        var indicators = query.Indicators.ToList();
        indicators.RemoveAt(indicators.FindIndex(indicator => DemandPhrases.Told(indicator) == told));
        var texts = query.Texts.ToArray();
        texts[DemandQuery.IndicatorSection] = DemandQuery.NamesOf(indicators);
        return DemandQuery.WithTexts(query with { Indicators = indicators }, texts);
    }

    private static string Without(string text, string removed) =>
        text.IndexOf(removed, StringComparison.Ordinal) is var place and >= 0 ? text.Remove(place, removed.Length) : text;

    private static string WithSentence(string text, string sentence) =>
        text.Length == 0 || "。！？；".Contains(text[^1]) ? $"{text}{sentence}。" : $"{text}。{sentence}。";
}
