using Matchmaking.Knowledge.Graph;
using Matchmaking.TechnologyDemands.Demands;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>
/// What is good, missing and odd about a need ("医"). Everything that was read names the place in <paramref name="Texts"/> it was read from. Deterministic: the same need
/// gives the same diagnosis.
/// </summary>
/// <param name="Verdict">publish, hold or return, by the points and the settings.</param>
/// <param name="Points">0 to 20: of the four criteria together.</param>
/// <param name="Clarity">clear: object, problem and measurable targets are known; fair: object and problem are; vague: one cannot tell what must be solved.</param>
/// <param name="Criteria">problem, targets, foundation and conditions, 0 to 5 each.</param>
/// <param name="Questions">What to ask, the most useful first.</param>
/// <param name="Warnings">What is odd.</param>
/// <param name="Indicators">Bounds that the texts set, as they would stand in the form.</param>
/// <param name="Budgets">Money that the texts mean for it.</param>
/// <param name="Readiness">Readiness levels that the texts name.</param>
/// <param name="Deadlines">Times that the texts set.</param>
/// <param name="Technologies">Technologies that the texts name, the title's first.</param>
/// <param name="Fields">Fields that they speak for, the strongest first.</param>
/// <param name="Resembling">Needs that were published before and say much the same, at most five; only what the caller may see.</param>
/// <param name="PersonalData">Personal data in the texts, masked.</param>
/// <param name="Texts">The normalised texts that places are of, by field of the form; personal data is masked.</param>
public sealed record DemandDiagnosis(
    string Verdict,
    int Points,
    string Clarity,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<ClarifyingQuestion> Questions,
    IReadOnlyList<DiagnosisWarning> Warnings,
    IReadOnlyList<ReadIndicator> Indicators,
    IReadOnlyList<ReadBudget> Budgets,
    IReadOnlyList<ReadReadiness> Readiness,
    IReadOnlyList<TextSpan> Deadlines,
    IReadOnlyList<NamedTechnology> Technologies,
    IReadOnlyList<FieldSuggestion> Fields,
    IReadOnlyList<ResemblingDemand> Resembling,
    IReadOnlyList<PersonalDatum> PersonalData,
    IReadOnlyDictionary<string, string> Texts)
{
    private const int KnownProblem = 3;
    private const int KnownTarget = 4;

    /// <summary>Diagnoses a form. Linear in its texts; nothing is stored.</summary>
    internal static DemandDiagnosis Of(DemandForm form, KnowledgeGraph graph, DiagnosisOptions options, IReadOnlyList<ResemblingDemand> resembling)
    {
        var reading = Reading.Of(form, graph);
        var personal = PersonalDataFinder.Find(reading.Text);
        Criterion[] criteria = [ProblemCriterion.Judge(reading), TargetsCriterion.Judge(reading), FoundationCriterion.Judge(reading), ConditionsCriterion.Judge(reading)];
        var points = criteria.Sum(criterion => criterion.Points);
        var (problem, targets) = (criteria[0].Points, criteria[1].Points);
        return new DemandDiagnosis(
            points >= options.PublishFrom && criteria.All(criterion => criterion.Points > 0) ? "publish" : points >= options.HoldFrom ? "hold" : "return",
            points,
            problem < KnownProblem ? "vague" : targets < KnownTarget ? "fair" : "clear",
            criteria,
            Diagnosis.Questions.Of(reading, criteria),
            DiagnosisWarnings.Of(reading, personal, resembling),
            [.. reading.Measures.Where(measure => measure is { Use: MeasureUse.Target, Relation: not null }).Select(ReadIndicator.Of)],
            [.. reading.Budgets.Select(budget => new ReadBudget(budget.Yuan, budget.Span))],
            [.. reading.Readiness.Select(level => new ReadReadiness(level.From, level.To, level.IsNow, level.Span))],
            reading.Deadlines,
            reading.Field.Technologies,
            reading.Field.Suggestions,
            resembling,
            personal,
            reading.Text.Parts.ToDictionary(part => part.Key, part => Mask(part.Value, personal.Where(datum => datum.Span.Part == part.Key && datum.Kind != "call_request"))));
    }

    // Places stay: every character is masked by one.
    private static string Mask(string text, IEnumerable<PersonalDatum> personal)
    {
        var masked = text.ToCharArray();
        foreach (var datum in personal)
        {
            masked.AsSpan(datum.Span.Start, datum.Span.Length).Fill('*');
        }

        return new string(masked);
    }
}

/// <summary>An indicator that a text sets.</summary>
/// <param name="Indicator">As it would stand in the form; the name may be empty where the text gives none.</param>
/// <param name="Kind">temperature, pressure, length, share, time, money, product or other.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ReadIndicator(IndicatorForm Indicator, string Kind, TextSpan Span)
{
    internal static ReadIndicator Of(Measure measure) =>
        new(new IndicatorForm(measure.Name.Length == 0 ? null : measure.Name, measure.Relation, measure.Value, measure.Upper, measure.Unit.Length == 0 ? null : measure.Unit), measure.Kind, measure.Span);
}

/// <summary>Money that a text means for the need.</summary>
/// <param name="Yuan">In yuan.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ReadBudget(decimal Yuan, TextSpan Span);

/// <summary>A readiness level that a text names (GB/T 22900).</summary>
/// <param name="From">The lowest level it may mean, 1 to 9.</param>
/// <param name="To">The highest.</param>
/// <param name="IsNow">True for the present state, false for what is wanted.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ReadReadiness(int From, int To, bool IsNow, TextSpan Span);
