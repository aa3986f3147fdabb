using Matchmaking.Knowledge.Graph;
using Matchmaking.TechnologyDemands.Demands;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>All that was read from a need; criteria, questions and warnings are judged on it.</summary>
/// <param name="Form">What was sent.</param>
/// <param name="Text">Its texts.</param>
/// <param name="Measures">Numbers with units.</param>
/// <param name="Budgets">Money meant for it.</param>
/// <param name="Readiness">Readiness levels.</param>
/// <param name="Deadlines">Until when.</param>
/// <param name="Field">Technologies and the field they speak for.</param>
internal sealed record Reading(
    DemandForm Form, DemandText Text, IReadOnlyList<Measure> Measures, IReadOnlyList<StatedBudget> Budgets, IReadOnlyList<Readiness> Readiness, IReadOnlyList<TextSpan> Deadlines, FieldCheck Field)
{
    /// <summary>Bounds on what the thing shall do; patents, papers and money are none.</summary>
    internal IEnumerable<Measure> TechnicalTargets => Measures.Where(measure => measure.Use == MeasureUse.Target && measure.Kind is not ("money" or "product"));

    /// <summary>Reads a form.</summary>
    internal static Reading Of(DemandForm form, KnowledgeGraph graph)
    {
        var text = DemandText.Of(form);
        var measures = MeasureReader.Read(text);
        return new Reading(form, text, measures, MoneyReader.Read(measures), ReadinessReader.Read(text), TimeReader.Read(text), FieldCheck.Of(text, form.Field, graph));
    }

    /// <summary>Where one of the words stands first in each clause of some sections; the title counts as the problem.</summary>
    internal IReadOnlyList<TextSpan> Words(IReadOnlyList<string> words, params Section[] sections)
    {
        var found = new List<TextSpan>();
        foreach (var clause in Text.Clauses.Where(clause => sections.Length == 0 || sections.Contains(clause.Section)))
        {
            foreach (var word in words)
            {
                if (clause.Text.IndexOf(word, StringComparison.Ordinal) is var place and >= 0)
                {
                    found.Add(DemandText.At(clause, place, word.Length));
                    break;
                }
            }
        }

        return found;
    }
}
