using System.Globalization;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Explanations;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>Does to a demand what an edit tells its enterprise, as the enterprise would in the form; shares no code with the search.</summary>
internal static class Rewritten
{
    internal static OpenDemand By(OpenDemand demand, params IEnumerable<DemandEdit> edits) => edits.Aggregate(demand, By);

    private static OpenDemand By(OpenDemand demand, DemandEdit edit) => (edit.Kind, edit.Part) switch
    {
        ("drop_text", "description") => demand with { Description = Cut(demand.Description, edit.Removed!) },
        ("drop_text", "background") => demand with { Background = Cut(demand.Background!, edit.Removed!) },
        ("drop_text", "existingFoundation") => demand with { ExistingFoundation = Cut(demand.ExistingFoundation!, edit.Removed!) },
        ("drop_indicator", "indicators") => demand with { Indicators = [.. demand.Indicators.Where((_, place) => place != PlaceOf(demand.Indicators, edit.Removed!))] },
        ("name_technology", "title") => demand with { Title = demand.Title + "，" + edit.Added },
        ("name_technology", "description") => demand with { Description = demand.Description + (demand.Description[^1] is '。' or '！' or '？' or '；' ? "" : "。") + edit.Added + "。" },
        ("change_field", "field") => demand with { Field = edit.Added },
        ("add_cooperation_mode", "cooperationModes") => demand with { CooperationModes = [.. demand.CooperationModes, edit.Added!] },
        ("make_budget_negotiable", "budget") => demand with { BudgetNegotiable = true },
        ("raise_budget", "budget") => demand with { BudgetYuan = decimal.Parse(edit.Added!, CultureInfo.InvariantCulture) },
        ("extend_deadline", "deadline") => demand with { Deadline = DateOnly.Parse(edit.Added!, CultureInfo.InvariantCulture) },
        ("change_trl_wanted", "trlWanted") => demand with { TrlWanted = int.Parse(edit.Added!, CultureInfo.InvariantCulture) },
        _ => throw new InvalidOperationException($"An enterprise cannot do {edit.Kind} to {edit.Part}."),
    };

    // Editors see the text as it is shown to them, which is the normalised one.
    private static string Cut(string text, string removed)
    {
        var shown = Normalizer.Normalize(text);
        var place = shown.IndexOf(removed, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{removed} does not stand in {shown}");
        return shown[..place] + shown[(place + removed.Length)..];
    }

    private static int PlaceOf(IReadOnlyList<DemandIndicator> indicators, string told)
    {
        var place = indicators.ToList().FindIndex(indicator => told.StartsWith(Normalizer.Normalize(indicator.Name) + " ", StringComparison.Ordinal)
            && told.Contains(indicator.Value.ToString("0.####", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.True(place >= 0, $"There is no indicator {told}");
        return place;
    }
}
