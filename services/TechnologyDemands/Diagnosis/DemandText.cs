using Matchmaking.Knowledge.Text;
using Matchmaking.TechnologyDemands.Demands;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>What a stretch of a need is about.</summary>
internal enum Section
{
    /// <summary>What is to be solved (需求内容, 技术难点), and whatever stands under no heading.</summary>
    Problem,

    /// <summary>What shall be reached (技术指标, 预期效果).</summary>
    Target,

    /// <summary>What is there already (现有基础, 已开展的工作), and the company itself.</summary>
    Foundation,

    /// <summary>Where it comes from (背景, 市场现状).</summary>
    Background,

    /// <summary>Money, time and cooperation (成本, 周期, 合作要求).</summary>
    Conditions,
}

/// <summary>A stretch between two marks of punctuation.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Section">Under which heading.</param>
internal sealed record Clause(TextSpan Span, Section Section)
{
    internal string Text => Span.Text;
}

/// <summary>The texts of a need, normalised, cut into clauses and read by their headings.</summary>
internal sealed class DemandText
{
    /// <summary>Names of the parts, as the form has them.</summary>
    internal const string Title = "title";

    internal const string Description = "description";

    internal const string Background = "background";

    internal const string Foundation = "existingFoundation";

    private readonly Dictionary<string, string> parts = [];

    private DemandText(DemandForm form)
    {
        foreach (var (part, text) in new[] { (Title, form.Title), (Description, form.Description), (Background, form.Background), (Foundation, form.ExistingFoundation) })
        {
            if (Normalizer.Normalize(text) is { Length: > 0 } normalised)
            {
                parts.Add(part, normalised);
            }
        }

        Clauses = [.. parts.SelectMany(part => Cut(part.Key, part.Value))];
        Body = [.. Clauses.Where(clause => clause.Span.Part != Title)];
    }

    /// <summary>The normalised text of each part that has one.</summary>
    internal IReadOnlyDictionary<string, string> Parts => parts;

    /// <summary>All clauses, the title's first.</summary>
    internal IReadOnlyList<Clause> Clauses { get; }

    /// <summary>All clauses but the title's.</summary>
    internal IReadOnlyList<Clause> Body { get; }

    /// <summary>Characters of all parts but the title.</summary>
    internal int BodyLength => parts.Where(part => part.Key != Title).Sum(part => part.Value.Length);

    /// <summary>Reads a form.</summary>
    internal static DemandText Of(DemandForm form) => new(form);

    /// <summary>Where a match in a clause stands in its part.</summary>
    internal static TextSpan At(Clause clause, int start, int length) =>
        new(clause.Span.Part, clause.Span.Start + start, length, clause.Text.Substring(start, length));

    private static IEnumerable<Clause> Cut(string part, string text)
    {
        var section = part switch { Foundation => Section.Foundation, Background => Section.Background, _ => Section.Problem };
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !Ends(text, i))
            {
                continue;
            }

            var (from, to) = (start, i);
            while (from < to && text[from] == ' ')
            {
                from++;
            }

            start = i + 1;
            if (to <= from)
            {
                continue;
            }

            var clause = text[from..to];
            if (part != Foundation && part != Title && SectionHeadings.Of(clause, from == 0 || text[from - 1] is '\n' or '。' or '；' or ';' or ' ', out var heading) is { } found)
            {
                section = found;
                yield return new Clause(new TextSpan(part, from, heading, clause[..heading]), section);
                if (heading < clause.Length)
                {
                    yield return new Clause(new TextSpan(part, from + heading, clause.Length - heading, clause[heading..]), section);
                }

                continue;
            }

            yield return new Clause(new TextSpan(part, from, to - from, clause), section);
        }
    }

    // A comma between digits groups thousands, a full stop between them is a decimal point.
    private static bool Ends(string text, int i) => text[i] switch
    {
        '。' or '；' or ';' or '！' or '!' or '？' or '?' or '\n' or '，' or '■' or '●' => true,
        ',' => !(i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])),
        _ => false,
    };
}
