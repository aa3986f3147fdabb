using System.Globalization;
using Matchmaking.Ranking.Features;
using Matchmaking.Vocabulary;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Edits of what a need states in codes, amounts and dates. Each is proposed where the feature that reads it has more to give.</summary>
internal static class ConditionEdits
{
    // An amount within a factor of two of one that the expert has handled fits in full.
    private const double FullFit = 1.99;

    // What costs more than three times as much is another undertaking.
    private const int MostTimes = 3;

    private const int TenThousand = 10_000;

    // From then on the time left is enough for any development.
    private const int DaysEnough = 730;

    private const int MostFields = 3;

    internal static IEnumerable<ProposedEdit> For(Pairing pairing) =>
        [.. Modes(pairing), .. Fields(pairing), .. Budgets(pairing), .. Deadlines(pairing), .. Readiness(pairing)];

    private static IEnumerable<ProposedEdit> Modes(Pairing pairing) => pairing.Candidate.ServiceModes
        .Where(mode => Codes.CooperationModes.Contains(mode) && !pairing.Query.CooperationModes.Contains(mode))
        .Distinct().Order(StringComparer.Ordinal)
        .Select(mode => new ProposedEdit(
            new DemandEdit(
                EditKinds.AddCooperationMode, DemandParts.CooperationModes, null, mode, EditCosts.AddCooperationMode,
                $"合作方式增加“{Codes.CooperationModes.Label(mode)}”，专家可以提供", $"Accept {mode.Replace('_', ' ')} as a form of cooperation too: the expert offers it"),
            mode));

    private static IEnumerable<ProposedEdit> Fields(Pairing pairing)
    {
        var now = pairing.Query.Field is { Length: > 0 } field ? field : null;
        double? Agreement(string? code) => FieldCodes.Best(code is null ? [] : [code], pairing.Candidate.Fields);
        return pairing.Candidate.Fields
            .Where(code => TechnologyFields.IsValid(code) && code != now && !(Agreement(now) >= Agreement(code)))
            .Distinct()
            .OrderByDescending(code => now is null ? 0 : FieldCodes.Best([code], [now])).ThenBy(code => code, StringComparer.Ordinal)
            .Take(MostFields)
            .Select(code => new ProposedEdit(
                new DemandEdit(
                    EditKinds.ChangeField, DemandParts.Field, now, code, IsWithinArea(code, now, pairing) ? EditCosts.ChangeFieldWithinArea : EditCosts.ChangeArea,
                    now is null ? $"技术领域填写{Name(code)}" : $"技术领域由{Name(now)}改为{Name(code)}",
                    now is null ? $"State the technical field {code}" : $"Change the technical field from {now} to {code}"),
                DemandParts.Field));
    }

    // The area of the field stated, or of a technology that the text names: one demand in several carries a wrong field.
    private static bool IsWithinArea(string code, string? now, Pairing pairing) => pairing.NamedFields.Append(now ?? "").Any(other => other.StartsWith(code[0]));

    private static IEnumerable<ProposedEdit> Budgets(Pairing pairing)
    {
        if (pairing.Query.BudgetYuan is not ({ } budget and > 0) || new BudgetFitFeature().Value(pairing) is not < 1)
        {
            yield break;
        }

        var now = Phrases.Yuan(budget);
        if (Enough(pairing, budget) is { } enough && enough <= MostTimes * budget)
        {
            var then = Phrases.Yuan(enough);
            yield return new ProposedEdit(
                new DemandEdit(
                    EditKinds.RaiseBudget, DemandParts.Budget, Invariant(budget), Invariant(enough), EditCosts.RaiseBudget,
                    $"预算由{now.Chinese}提高到{then.Chinese}，接近专家做过的规模", $"Raise the budget from {now.English} to {then.English}, close to what the expert has handled"),
                DemandParts.Budget);
        }

        yield return new ProposedEdit(
            new DemandEdit(
                EditKinds.MakeBudgetNegotiable, DemandParts.Budget, Invariant(budget), null, EditCosts.MakeBudgetNegotiable,
                $"预算由{now.Chinese}改为面议", $"Make the budget of {now.English} open to negotiation"),
            DemandParts.Budget);
    }

    // The smallest amount, in whole ten thousands, that fits one above the budget in full.
    private static decimal? Enough(Pairing pairing, decimal budget)
    {
        var above = pairing.Candidate.Documents.Where(document => document.AmountYuan > budget).Min(document => document.AmountYuan);
        return above is { } amount && Math.Ceiling(amount / (decimal)FullFit / TenThousand) * TenThousand is var enough && enough > budget ? enough : null;
    }

    private static IEnumerable<ProposedEdit> Deadlines(Pairing pairing)
    {
        var enough = pairing.Today.AddDays(DaysEnough);
        if (pairing.Query.Deadline is { } deadline && deadline < enough)
        {
            yield return new ProposedEdit(
                new DemandEdit(
                    EditKinds.ExtendDeadline, DemandParts.Deadline, Invariant(deadline), Invariant(enough), EditCosts.ExtendDeadline,
                    $"完成期限由{Invariant(deadline)}延到{Invariant(enough)}", $"Move the deadline from {Invariant(deadline)} to {Invariant(enough)}"),
                DemandParts.Deadline);
        }
    }

    private static IEnumerable<ProposedEdit> Readiness(Pairing pairing)
    {
        if (ReadinessFitFeature.HighestShown(pairing.Candidate) is var shown and > 0 && shown != pairing.Query.TrlWanted)
        {
            yield return new ProposedEdit(
                new DemandEdit(
                    EditKinds.ChangeTrl, DemandParts.TrlWanted, pairing.Query.TrlWanted is { } now ? Invariant(now) : null, Invariant(shown), EditCosts.ChangeTrl,
                    pairing.Query.TrlWanted is { } wanted ? $"期望技术就绪度由{wanted}级改为{shown}级" : $"期望技术就绪度填写{shown}级",
                    pairing.Query.TrlWanted is { } level ? $"Change the technology readiness level wanted from {level} to {shown}" : $"State {shown} as the technology readiness level wanted"),
                DemandParts.TrlWanted);
        }
    }

    private static string Name(string code) => TechnologyFields.Name(code) is { } name ? $"“{name}”（{code}）" : code;

    private static string Invariant(IFormattable value) => value.ToString(value is DateOnly ? "yyyy-MM-dd" : value is decimal ? "0.##" : null, CultureInfo.InvariantCulture);
}
