using System.Diagnostics;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Bench.Ranking;

/// <summary>Texts made to slow the service down, a megabyte each, beside ordinary text of the same length in the same run.</summary>
internal static class HostileTexts
{
    private const int Length = 1_000_000;

    internal static IReadOnlyList<Ratio> Measure(SyntheticMarket market)
    {
        var ordinary = string.Concat(Enumerable.Range(0, 20_000).Select(i => market.Demand(i).Description))[..Length];
        var median = Time(ordinary);
        return
        [
            new Ratio("1 MB of ordinary text: normalised, tokenised, linked, indexed", median, "ms"),
            .. new (string Name, string Text)[]
            {
                ("one Han character", new string('膜', Length)),
                ("one Latin letter", new string('a', Length)),
                ("one word", string.Concat(Enumerable.Repeat("聚酯薄膜", Length / 4))),
                ("an ambiguous label", string.Concat(Enumerable.Repeat("SLM ", Length / 4))),
                ("zero-width and right-to-left marks", string.Concat(Enumerable.Repeat("膜\u200B\u202E胶", Length / 4))),
                ("brackets as of pinyin", string.Concat(Enumerable.Repeat("内(nèi)", Length / 6))),
                ("open tags", string.Concat(Enumerable.Repeat("<p ", Length / 3))),
                ("digits and joints", string.Concat(Enumerable.Repeat("1-2/", Length / 4))),
            }.Select(hostile => new Ratio($"1 MB of {hostile.Name}, times ordinary text", Time(hostile.Text) / median, "x", 2)),
        ];
    }

    private static double Time(string text)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
            _ = index.Upsert(CandidateEntry.From(SyntheticMarket.IdOf(1), 1, new SyntheticMarket(3).Talent(1) with { Text = text }));
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }
}
