using System.Diagnostics;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Bench.Ranking;

/// <summary>Lists among whose candidates are profiles as long as the service takes them, made of the need's own words: beside the same lists without them.</summary>
internal static class HostileProfiles
{
    private const int Talents = 10_000;
    private const int Needs = 10;
    private const int Copies = 20;
    private const int Rounds = 15;

    // The longest text that TalentProfiles takes.
    private const int LongestText = 20_000;

    internal static IEnumerable<Ratio> Measure(SyntheticMarket market)
    {
        var ordinary = Time(market, null);
        yield return new Ratio($"{SyntheticMarket.Show(Talents)} ordinary profiles: list, median", ordinary, "ms");
        foreach (var (name, make) in new (string, Func<string, string>)[]
        {
            ("the need's text over and over", text => Repeat(text, LongestText)),
            ("the same without punctuation", text => Repeat(string.Concat(text.Where(char.IsLetterOrDigit)), LongestText)),
            ("its first words alone", text => Repeat(text[..8], LongestText)),
            ("every second word of it", text => Repeat(string.Concat(text.Chunk(2).Where((_, place) => place % 2 == 0).Select(pair => new string(pair) + "，")), LongestText)),
        })
        {
            yield return new Ratio($"with {Copies} profiles of {name}, times that", Time(market, make) / ordinary, "x", 2);
        }
    }

    private static double Time(SyntheticMarket market, Func<string, string>? make)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        var needs = Enumerable.Range(0, Needs).Select(market.Demand).ToArray();
        var entries = Enumerable.Range(0, Talents).Select(number => (Number: number, Profile: market.Talent(number)));
        if (make is not null)
        {
            entries = entries.Concat(needs.SelectMany((need, place) => Enumerable.Range(0, Copies).Select(copy =>
                (Talents + (place * Copies) + copy, Hostile(market.Talent(copy), make(need.Description), copy)))));
        }

        _ = index.Load(entries.Select(entry => CandidateEntry.From(SyntheticMarket.IdOf(entry.Number), 1, entry.Profile)));
        index.Merging.Wait();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var need in needs)
            {
                var started = Stopwatch.GetTimestamp();
                _ = RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, need), index.Current, RankingBench.Moment);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        // The first rounds are compiled while they run.
        return Ratio.At(times.Skip(times.Count / 3), 0.5);
    }

    // Each a little different, or they would count as twins.
    private static TalentProfile Hostile(TalentProfile talent, string text, int copy) => talent with { Text = $"{copy}。{text}"[..LongestText], Consent = true };

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1));
}
