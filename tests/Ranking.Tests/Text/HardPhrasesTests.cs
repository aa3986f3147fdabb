using System.Globalization;
using System.Text.RegularExpressions;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

/// <summary>
/// The rows of hard-phrases.tsv: input, normalised, terms that must be there, terms that must not be there. \uXXXX and \n stand for their
/// characters; w: before a word asks whether the segmenter cuts it.
/// </summary>
public sealed partial class HardPhrasesTests
{
    private readonly struct TermsSink(HashSet<string> terms) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind) => terms.Add(term.ToString());
    }

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("[\u4e00-\u9fff]+")]
    private static partial Regex Han();

    private static string Unescape(string text) =>
        Escape().Replace(text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            .Replace("\\n", "\n", StringComparison.Ordinal);

    [Fact]
    public void Every_hard_phrase_is_normalised_and_found_by_its_terms()
    {
        var wrong = new List<string>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "hard-phrases.tsv")).Skip(1).ToArray();
        foreach (var columns in lines.Select(line => line.Split('\t')))
        {
            var normalized = Normalizer.Normalize(Unescape(columns[0]));
            if (normalized != Unescape(columns[1]))
            {
                wrong.Add($"{columns[0]}: normalised to {normalized}, not {columns[1]}");
            }

            var terms = new HashSet<string>(StringComparer.Ordinal);
            var sink = new TermsSink(terms);
            Tokenizer.Tokenize(normalized, ref sink);
            foreach (Match run in Han().Matches(normalized))
            {
                terms.UnionWith(SegmenterTests.Cut(run.Value, SegmenterTests.Dictionary).Split(' ').Select(word => "w:" + word));
            }

            var missing = columns[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(term => !terms.Contains(term));
            var unwanted = columns[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(terms.Contains);
            if (missing.Any() || unwanted.Any())
            {
                wrong.Add($"{columns[0]}: missing {string.Join(' ', missing)}, unwanted {string.Join(' ', unwanted)}, terms {string.Join(' ', terms)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(lines.Length >= 200, $"{lines.Length} phrases");
    }
}
