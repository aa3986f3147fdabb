using System.Globalization;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Evaluate;

/// <summary>
/// Shows that degree and title move nobody: every list is made again with the titles and degrees of all experts turned round, in their fields
/// and in their texts, and compared place by place. Then who stands in the first ten places, by title, degree and institution, beside who
/// there is and who fits.
/// </summary>
internal static class BlindReport
{
    private const int Places = 10;
    private const int ShownInstitutions = 8;

    private static readonly string[][] Exchanged =
    [
        ["副教授", "讲师"], ["教授", "助教"], ["副研究员", "助理研究员"], ["研究员", "研究实习员"], ["正高级工程师", "助理工程师"], ["高级工程师", "工程师"],
        ["博士", "学士"], ["硕士生导师", "博导"], ["主任技师", "高级技师"], ["副主任中药师", "主管药师"], ["Principal Engineer", "Senior Engineer"],
        ["Senior Scientist", "Principal Scientist"], ["Professor", "Lecturer"], ["PhD", "MSc"],
    ];

    internal static void Write(
        TextWriter output,
        Market market,
        IReadOnlyList<RankerResult> results,
        IReadOnlyList<Demand> demands,
        (Demand Demand, Dictionary<string, double> Grades)[] judged,
        EvaluateOptions options)
    {
        var altered = Altered(market);
        foreach (var result in results)
        {
            output.WriteLine();
            output.WriteLine($"blind report of {result.Ranker}");
            var moved = altered is null ? (Lists: 0, Places: 0) : Moved(result, demands, altered, market, options);
            output.WriteLine(altered is null
                ? "  no degrees and titles stand in this file"
                : $"  degree and title altered for all {market.Talents.Count} experts, in fields and texts: {moved.Lists} of {demands.Count} lists changed, {moved.Places} places moved");
            WriteExposure(output, "title", market, result, judged, talent => talent.Profile?.Title);
            WriteExposure(output, "degree", market, result, judged, talent => talent.Profile?.Degree);
            WriteExposure(output, "institution", market, result, judged, talent => talent.Institution);
        }
    }

    private static IndexSnapshot<Candidate>? Altered(Market market)
    {
        if (!market.Talents.Values.Any(talent => talent.Profile is { } profile && (profile.Title ?? profile.Degree) is not null))
        {
            return null;
        }

        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, market.Snapshot.Graph);
        _ = index.Load(market.Talents.Values.Select(talent => talent.Profile is not { } profile ? talent.Entry : CandidateEntry.From(talent.Entry.Id, 1, profile with
        {
            Title = Exchange(profile.Title ?? "教授"),
            Degree = profile.Degree == "doctor" ? "other" : "doctor",
            Text = Exchange(profile.Text),
            Achievements = [.. profile.Achievements.Select(achievement => achievement with { Text = achievement.Text is null ? null : Exchange(achievement.Text) })],
        })));
        index.Merging.Wait();
        // Trained again, so that words of degree and title are shown not to reach the space either.
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        return index.Current;
    }

    private static string Exchange(string text)
    {
        for (var i = 0; i < Exchanged.Length; i++)
        {
            text = text.Replace(Exchanged[i][0], $"\u0001{i}\u0002", StringComparison.Ordinal).Replace(Exchanged[i][1], $"\u0001{i}\u0003", StringComparison.Ordinal);
        }

        for (var i = 0; i < Exchanged.Length; i++)
        {
            text = text.Replace($"\u0001{i}\u0002", Exchanged[i][1], StringComparison.Ordinal).Replace($"\u0001{i}\u0003", Exchanged[i][0], StringComparison.Ordinal);
        }

        return text;
    }

    private static (int Lists, int Places) Moved(
        RankerResult result, IReadOnlyList<Demand> demands, IndexSnapshot<Candidate> altered, Market market, EvaluateOptions options)
    {
        var lists = 0;
        var places = 0;
        for (var i = 0; i < demands.Count; i++)
        {
            var again = result.By!.Rank(demands[i].Query, altered, market.Moment, options.Depth);
            var before = result.Lists[i].Take(options.Depth).ToArray();
            var moved = Enumerable.Range(0, Math.Max(before.Length, again.Count)).Count(place =>
                place >= before.Length || place >= again.Count || before[place].Talent != market.NameOf(again[place].Entry.Id));
            lists += moved > 0 ? 1 : 0;
            places += moved;
        }

        return (lists, places);
    }

    private static void WriteExposure(
        TextWriter output, string attribute, Market market, RankerResult result, (Demand Demand, Dictionary<string, double> Grades)[] judged, Func<Talent, string?> groupOf)
    {
        var experts = market.Talents.Values.Select(groupOf).OfType<string>().GroupBy(group => group).ToDictionary(group => group.Key, group => group.Count());
        if (experts.Count < 2)
        {
            return;
        }

        // A place counts by how likely it is looked at: 1 / log2(1 + rank), as in NDCG.
        var exposure = experts.Keys.ToDictionary(group => group, _ => 0.0);
        var fitting = experts.Keys.ToDictionary(group => group, _ => 0.0);
        for (var i = 0; i < judged.Length; i++)
        {
            foreach (var (match, place) in result.Lists[i].Take(Places).Select((match, place) => (match, place)))
            {
                if (groupOf(market.Talents[match.Talent]) is { } group)
                {
                    exposure[group] += 1 / Math.Log2(2 + place);
                }
            }

            foreach (var (talent, grade) in judged[i].Grades)
            {
                if (grade > 0 && market.Talents.TryGetValue(talent, out var known) && groupOf(known) is { } group)
                {
                    fitting[group] += grade;
                }
            }
        }

        output.WriteLine($"  {attribute,-26}{"experts",10}{"fitting",10}{"exposure",10}{"exposure/fitting",18}");
        var (allExperts, allExposure, allFitting) = (experts.Values.Sum(), exposure.Values.Sum(), fitting.Values.Sum());
        foreach (var group in experts.Keys.OrderByDescending(group => exposure[group]).ThenBy(group => group, StringComparer.Ordinal).Take(ShownInstitutions))
        {
            var (share, merit) = (exposure[group] / allExposure, allFitting > 0 ? fitting[group] / allFitting : 0);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {group,-26}{(double)experts[group] / allExperts,10:P1}{merit,10:P1}{share,10:P1}{(merit > 0 ? (share / merit).ToString("0.00", CultureInfo.InvariantCulture) : "-"),18}"));
        }
    }
}
