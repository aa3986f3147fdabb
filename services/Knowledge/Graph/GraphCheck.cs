using System.Text.RegularExpressions;
using Matchmaking.Vocabulary;

namespace Matchmaking.Knowledge.Graph;

/// <summary>What must hold of the technologies together before a graph is made of them.</summary>
internal sealed partial class GraphCheck
{
    private readonly IReadOnlyList<TechnologyRow> rows;
    private readonly Dictionary<string, TechnologyRow> byId = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    private GraphCheck(IReadOnlyList<TechnologyRow> rows) => this.rows = rows;

    /// <summary>Every fault with its place; empty when the rows make a graph.</summary>
    internal static IReadOnlyList<string> Faults(IReadOnlyList<TechnologyRow> rows)
    {
        var check = new GraphCheck(rows);
        check.Ids();
        foreach (var row in rows)
        {
            check.Row(row);
        }

        // Whoever follows broader in circles below would never come back.
        if (!check.Circles())
        {
            check.Codes();
        }

        check.Orphans();
        check.Labels();
        return check.faults;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();

    private void Fault(TechnologyRow row, string fault) => faults.Add($"{row.Place}: {row.Id}: {fault}");

    private void Ids()
    {
        foreach (var row in rows)
        {
            if (!Slug().IsMatch(row.Id))
            {
                Fault(row, "an id is an English slug in lower case");
            }

            if (!byId.TryAdd(row.Id, row))
            {
                Fault(row, $"the id stands at {byId[row.Id].Place} already");
            }
        }
    }

    private void Row(TechnologyRow row)
    {
        foreach (var (relation, ids) in new[] { ("broader", row.Broader), ("feeds", row.Feeds), ("related", row.Related) })
        {
            foreach (var id in ids.Where(id => !byId.ContainsKey(id)))
            {
                Fault(row, $"{relation} names {id}, which does not exist");
            }

            if (ids.Contains(row.Id, StringComparer.Ordinal))
            {
                Fault(row, $"{relation} names itself");
            }
        }

        foreach (var named in row.Named.Where(named => named.Form.Length < 2))
        {
            Fault(row, $"the label '{named.Label}' is too short");
        }

        Unknown(row, "field", row.Fields, TechnologyFields.IsValid);
        Unknown(row, "industry", row.Industries, Industries.IsValid);
        Unknown(row, "discipline", row.Disciplines, Disciplines.IsValid);
        Unknown(row, "emerging industry", row.Emerging, Vocabulary.Codes.EmergingIndustries.Contains);
        foreach (var (label, cues) in row.Cues)
        {
            Cues(row, label, cues);
        }
    }

    private void Cues(TechnologyRow row, string label, string[] cues)
    {
        if (!row.Labels.Contains(label, StringComparer.Ordinal))
        {
            Fault(row, $"cues are given for '{label}', which is no label of it");
        }

        if (cues.Length == 0)
        {
            Fault(row, $"no cue is given for '{label}'");
        }

        // Such a cue would stand in every text that holds the label.
        foreach (var cue in cues.Where(cue => cue.Length == 0 || LabelForm.Lower(label).Contains(LabelForm.Lower(cue), StringComparison.Ordinal)))
        {
            Fault(row, $"the cue '{cue}' is a part of its label '{label}'");
        }
    }

    private void Unknown(TechnologyRow row, string kind, string[] codes, Func<string?, bool> isValid)
    {
        foreach (var code in codes.Where(code => !isValid(code)))
        {
            Fault(row, $"{code} is no {kind}");
        }
    }

    private bool Circles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var found = false;
        foreach (var row in rows)
        {
            found |= Visit(row, [], done);
        }

        return found;
    }

    private bool Visit(TechnologyRow row, List<string> path, HashSet<string> done)
    {
        if (path.Contains(row.Id))
        {
            Fault(row, $"is broader than itself: {string.Join(" < ", path.SkipWhile(id => id != row.Id).Append(row.Id))}");
            return true;
        }

        if (!done.Add(row.Id))
        {
            return false;
        }

        path.Add(row.Id);
        var found = false;
        foreach (var id in row.Broader.Where(byId.ContainsKey))
        {
            found |= Visit(byId[id], path, done);
        }

        path.RemoveAt(path.Count - 1);
        return found;
    }

    private void Codes()
    {
        foreach (var row in rows.Where(row => !HasField(row)))
        {
            Fault(row, "has no field, nor has anything broader");
        }
    }

    private bool HasField(TechnologyRow row) => row.Fields.Length > 0 || row.Broader.Any(id => byId.TryGetValue(id, out var broader) && HasField(broader));

    private void Orphans()
    {
        var parents = rows.SelectMany(row => row.Broader).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Broader.Length == 0 && !parents.Contains(row.Id)))
        {
            Fault(row, "is an orphan: nothing is broader or narrower");
        }
    }

    private void Labels()
    {
        var owners = rows.SelectMany(row => row.Named.Select(named => (named.Form, named.Label, Row: row)))
            .GroupBy(owner => owner.Form, StringComparer.Ordinal).Where(group => group.Select(owner => owner.Row.Id).Distinct().Count() > 1);
        foreach (var group in owners.Where(group => group.Any(owner => !owner.Row.Cues.ContainsKey(owner.Label))))
        {
            var others = string.Join(", ", group.Skip(1).Select(owner => owner.Row.Id).Distinct());
            Fault(group.First().Row, $"the label '{group.First().Label}' is also one of {others}, and not all give cues for it");
        }
    }
}
