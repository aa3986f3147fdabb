namespace Matchmaking.Knowledge.Graph;

/// <summary>
/// All labels in flat arrays: a trie whose nodes stand in the order of their depth, so that the children of a node are neighbours; for each
/// label its senses, for each sense its technology and its cues. A phrase that only looks like labels has a sense without technology.
/// </summary>
internal sealed class LabelTable
{
    /// <summary>Stands for the technology of a phrase that is none.</summary>
    internal const int NoTechnology = -1;

    private LabelTable(Trie trie, int[] firstSense, bool[] isAbbreviation, int[] technologies, int[] firstCue, int[] cues, string[] cueTexts) =>
        (Trie, FirstSense, IsAbbreviation, Technologies, FirstCue, Cues, CueTexts) = (trie, firstSense, isAbbreviation, technologies, firstCue, cues, cueTexts);

    internal Trie Trie { get; }

    /// <summary>Of each label its first sense, and the end.</summary>
    internal int[] FirstSense { get; }

    /// <summary>Whether a label is two to four capitals and nothing else: LED and CAN are also English words in lower case.</summary>
    internal bool[] IsAbbreviation { get; }

    /// <summary>Of each sense its technology, or <see cref="NoTechnology"/>.</summary>
    internal int[] Technologies { get; }

    /// <summary>Of each sense its first cue, and the end; a sense without cues always counts.</summary>
    internal int[] FirstCue { get; }

    /// <summary>Numbers of cues, sense after sense.</summary>
    internal int[] Cues { get; }

    /// <summary>The cues in lower case, by number.</summary>
    internal string[] CueTexts { get; }

    /// <summary>Builds the table of rows in the order of their numbers, and of phrases that are no label.</summary>
    internal static LabelTable Build(IReadOnlyList<TechnologyRow> rows, IReadOnlyList<string> stops)
    {
        var labels = Collect(rows, stops);
        var forms = labels.Keys.Order(StringComparer.Ordinal).ToArray();
        var cueTexts = labels.Values.SelectMany(senses => senses).SelectMany(sense => sense.Cues).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var cueNumbers = cueTexts.Select((cue, number) => (cue, number)).ToDictionary(StringComparer.Ordinal);
        var (firstSense, technologies, firstCue, cues) = (new List<int>(), new List<int>(), new List<int>(), new List<int>());
        foreach (var form in forms)
        {
            firstSense.Add(technologies.Count);
            foreach (var sense in labels[form].OrderBy(sense => sense.Technology))
            {
                technologies.Add(sense.Technology);
                firstCue.Add(cues.Count);
                cues.AddRange(sense.Cues.Select(cue => cueNumbers[cue]).Order());
            }
        }

        firstSense.Add(technologies.Count);
        firstCue.Add(cues.Count);
        bool[] abbreviations = [.. forms.Select(form => labels[form].All(sense => sense.IsAbbreviation))];
        return new LabelTable(Trie.Build(forms), [.. firstSense], abbreviations, [.. technologies], [.. firstCue], [.. cues], cueTexts);
    }

    private static Dictionary<string, List<Sense>> Collect(IReadOnlyList<TechnologyRow> rows, IReadOnlyList<string> stops)
    {
        var labels = new Dictionary<string, List<Sense>>(StringComparer.Ordinal);
        for (var number = 0; number < rows.Count; number++)
        {
            foreach (var (label, form) in rows[number].Named)
            {
                Add(labels, form, new Sense(number, CuesOf(rows[number], label), IsAbbreviated(label)));
            }
        }

        // What follows from a label must not take the place of what somebody wrote.
        var written = labels.Keys.ToHashSet(StringComparer.Ordinal);
        for (var number = 0; number < rows.Count; number++)
        {
            foreach (var (_, form) in rows[number].Named)
            {
                var sense = labels[form].Find(sense => sense.Technology == number)!;
                foreach (var variant in LabelForm.Variants(form).Where(variant => !written.Contains(variant)))
                {
                    Add(labels, variant, sense);
                }
            }
        }

        foreach (var stop in stops.Select(LabelForm.Of))
        {
            Add(labels, stop, new Sense(NoTechnology, [], false));
        }

        return labels;
    }

    // A label that means one thing only tells what its ambiguous synonym means: 激光选区熔化（SLM）.
    private static string[] CuesOf(TechnologyRow row, string label)
    {
        if (!row.Cues.TryGetValue(label, out var cues))
        {
            return [];
        }

        var own = LabelForm.Lower(label);
        return [.. cues.Concat(row.Labels.Where(other => !row.Cues.ContainsKey(other))).Select(LabelForm.Lower)
            .Where(cue => !own.Contains(cue, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    // 胶粘剂 and 胶黏剂 of one technology are one label; one that needs no cue makes those of the other idle.
    private static void Add(Dictionary<string, List<Sense>> labels, string form, Sense sense)
    {
        var senses = labels.TryGetValue(form, out var known) ? known : labels[form] = [];
        var same = senses.FindIndex(other => other.Technology == sense.Technology);
        if (same < 0)
        {
            senses.Add(sense);
        }
        else if (sense.Cues.Length == 0)
        {
            senses[same] = sense;
        }
    }

    private static bool IsAbbreviated(string label) => label.Length is >= 2 and <= 4 && label.All(char.IsAsciiLetterUpper);

    private sealed record Sense(int Technology, string[] Cues, bool IsAbbreviation);
}
