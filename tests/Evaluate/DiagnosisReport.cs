extern alias demands;

using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Vocabulary;
using demands::Matchmaking.TechnologyDemands.Demands;
using demands::Matchmaking.TechnologyDemands.Diagnosis;

namespace Matchmaking.Evaluate;

/// <summary>
/// evaluate --diagnose DEMANDS.jsonl [--labels LABELS.tsv] [--json OUT]: diagnoses needs and holds the diagnosis against what a reader said of them, hits and false alarms alike.
/// Demands: {id, title, field?, description, budget_yuan?, negotiable?}; labels: id, vague | fair | clear, flags joined by commas.
/// </summary>
internal static class DiagnosisReport
{
    private static readonly double NearDuplicate = new DiagnosisOptions().DuplicateFrom;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A flag of the labels and the warnings that say the same.
    private static readonly (string Flag, Func<DemandDiagnosis, bool> IsRaised)[] Flags =
    [
        ("one_line", d => Warns(d, "one_line") || Warns(d, "repeats_title")),
        ("has_indicators", d => d.Criteria.Single(c => c.Code == "targets").Reasons.Any(r => r.Code is "measured" or "outcome_counted")),
        ("wrong_field", d => Warns(d, "wrong_field")),
        ("purchase", d => Warns(d, "purchase")),
        ("trl_stated", d => d.Readiness.Count > 0),
        ("contact_inside", d => d.PersonalData.Count > 0),
    ];

    internal static void Run(string[] arguments, TextWriter output)
    {
        if (arguments is not ([_] or [_, "--labels", _] or [_, "--json", _] or [_, "--labels", _, "--json", _]))
        {
            throw new EvaluateException("--diagnose takes a file of demands and, if wanted, --labels FILE and --json OUT");
        }

        var rows = Read(arguments[0]);
        var diagnoses = rows.ToDictionary(row => row.Id, row => DemandDiagnosis.Of(row.Form, KnowledgeGraph.Default, new DiagnosisOptions(), []));
        output.WriteLine($"{rows.Count} needs");
        foreach (var counted in new[] { diagnoses.Values.CountBy(d => d.Verdict), diagnoses.Values.CountBy(d => d.Clarity), diagnoses.Values.SelectMany(d => d.Warnings).CountBy(w => w.Code) })
        {
            output.WriteLine($"  {string.Join("  ", counted.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");
        }

        var duplicates = Duplicates(rows);
        output.WriteLine($"near-duplicates (share of the lighter text from {NearDuplicate}): {string.Join(", ", duplicates.Select(pair => $"{pair.Later}~{pair.Earlier} {pair.Share:F2}"))}");
        if (arguments is [.., "--json", var path])
        {
            OutputFile.Write(path, file => rows.ForEach(row => file.WriteLine(JsonSerializer.Serialize(new { row.Id, Diagnosis = diagnoses[row.Id] }, Json))));
        }

        if (arguments is [_, "--labels", var labels, ..])
        {
            Agreement(File.ReadLines(labels).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Where(cells => diagnoses.ContainsKey(cells[0])).ToArray(), diagnoses, duplicates, output);
        }
    }

    private static void Agreement(string[][] labels, Dictionary<string, DemandDiagnosis> diagnoses, List<(string Later, string Earlier, double Share)> duplicates, TextWriter output)
    {
        string[] classes = ["vague", "fair", "clear"];
        output.WriteLine($"\nclarity, {labels.Length} labels: said by the reader (rows) and by the diagnosis (columns)");
        output.WriteLine($"{"",-8}{string.Concat(classes.Select(name => $"{name,8}"))}");
        foreach (var said in classes)
        {
            output.WriteLine($"{said,-8}{string.Concat(classes.Select(found => $"{labels.Count(l => l[1] == said && diagnoses[l[0]].Clarity == found),8}"))}");
        }

        output.WriteLine($"agreement {labels.Count(l => diagnoses[l[0]].Clarity == l[1])} of {labels.Length}, kappa {Kappa(labels, diagnoses, classes):F2}");
        output.WriteLine($"\n{"flag",-16}{"label",6}{"hit",6}{"missed",8}{"false",7}");
        foreach (var (flag, isRaised) in Flags)
        {
            Line(flag, [.. labels.Where(l => l[2].Split(',').Contains(flag)).Select(l => l[0])], [.. labels.Where(l => isRaised(diagnoses[l[0]])).Select(l => l[0])], output);
        }

        Line("duplicate_of", [.. labels.Where(l => l[2].Contains("duplicate_of:", StringComparison.Ordinal)).Select(l => $"{l[0]}~{l[2].Split(',').Single(f => f.StartsWith("duplicate_of:", StringComparison.Ordinal))[13..]}")],
            [.. duplicates.Where(pair => labels.Any(l => l[0] == pair.Later)).Select(pair => $"{pair.Later}~{pair.Earlier}")], output);
        foreach (var l in labels.Where(l => diagnoses[l[0]].Clarity != l[1]))
        {
            output.WriteLine($"  {l[0]} reader {l[1]}, diagnosis {diagnoses[l[0]].Clarity} ({string.Join(' ', diagnoses[l[0]].Criteria.Select(c => c.Points))})");
        }
    }

    private static void Line(string flag, HashSet<string> said, HashSet<string> raised, TextWriter output)
    {
        var (missed, wrong) = (said.Except(raised).ToArray(), raised.Except(said).ToArray());
        output.WriteLine($"{flag,-16}{said.Count,6}{said.Count - missed.Length,6}{missed.Length,8}{wrong.Length,7}   missed: {string.Join(' ', missed)}  false: {string.Join(' ', wrong)}");
    }

    private static double Kappa(string[][] labels, Dictionary<string, DemandDiagnosis> diagnoses, string[] classes)
    {
        double n = labels.Length, observed = labels.Count(l => diagnoses[l[0]].Clarity == l[1]) / n;
        var expected = classes.Sum(name => labels.Count(l => l[1] == name) / n * (labels.Count(l => diagnoses[l[0]].Clarity == name) / n));
        return (observed - expected) / (1 - expected);
    }

    private static bool Warns(DemandDiagnosis diagnosis, string code) => diagnosis.Warnings.Any(warning => warning.Code == code);

    // Files are ordered newest first, as portals list needs: of a pair the first is the later.
    private static List<(string Later, string Earlier, double Share)> Duplicates(IReadOnlyList<(string Id, DemandForm Form)> rows)
    {
        var (resemblance, ids) = (new Resemblance(), rows.ToDictionary(_ => Guid.NewGuid(), row => row));
        foreach (var (id, row) in ids)
        {
            resemblance.Add(id, DemandPieces.Of(row.Form.Title ?? "", row.Form.Description));
        }

        var order = rows.Select((row, i) => (row.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return [.. ids.Keys.SelectMany(id => resemblance.Of(id, NearDuplicate).Select(other => (Later: ids[id].Id, Earlier: ids[other.Id].Id, other.Share))).Where(pair => order[pair.Later] < order[pair.Earlier]).OrderByDescending(pair => pair.Share)];
    }

    private static List<(string Id, DemandForm Form)> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new EvaluateException($"{file}: no such file");
        }

        return [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line =>
        {
            var row = JsonNode.Parse(line)!;
            var budget = (decimal?)row["budget_yuan"];
            return ((string)row["id"]!, new DemandForm(
                null, (string?)row["title"], Field((string?)row["field"]), (string?)row["description"], null, null, null, null, null,
                budget is > 0 ? new BudgetForm(budget, "yuan", false) : (bool?)row["negotiable"] == true ? new BudgetForm(null, "yuan", true) : null, null, null, null, null, null, null, null));
        })];
    }

    // A code, or the first of the tags that names a field of the first or second level.
    private static string? Field(string? field) => TechnologyFields.IsValid(field) ? field
        : field?.Split(',').Select(tag => TechnologyFields.Known.Codes.FirstOrDefault(code => TechnologyFields.Name(code) == tag || TechnologyFields.Name(code) == $"{tag}技术" || TechnologyFields.Name(code)!.StartsWith(tag, StringComparison.Ordinal))).FirstOrDefault(code => code is not null);
}
