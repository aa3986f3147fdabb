using System.Text.Json;
using Matchmaking.Bench;

var arguments = args.ToList();
var gateway = new Uri(Option("--gateway") ?? "http://127.0.0.1:8080");
var json = Option("--json");
var needs = int.Parse(Option("--count") ?? "200", System.Globalization.CultureInfo.InvariantCulture);
if (arguments is ["quick", ..])
{
    var count = int.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture);
    var market = new Matchmaking.Bench.Ranking.SyntheticMarket(1);
    Console.WriteLine(market.Talent(5).Text + " | " + market.Demand(3).Title + " | " + market.Demand(3).Description);
    var before = GC.GetTotalMemory(true);
    var index = Matchmaking.Bench.Ranking.RankingBench.Build(market, count, Console.Out);
    Console.WriteLine($"memory per talent {(GC.GetTotalMemory(true) - before) / (double)count:F0} bytes");
    {
        var w = System.Diagnostics.Stopwatch.StartNew();
        var folder = new Matchmaking.Ranking.Storage.IndexFolder<Matchmaking.Ranking.Candidates.Candidate>("/tmp/mmindex", Matchmaking.Ranking.Candidates.CandidateFormat.Packed, "x");
        folder.Save(index.Current);
        Console.WriteLine($"saved in {w.Elapsed.TotalSeconds:F2} s");
        w.Restart();
        var other = new Matchmaking.Ranking.Index.CandidateIndex<Matchmaking.Ranking.Candidates.Candidate>(Matchmaking.Ranking.Candidates.CandidateFormat.Packed, Matchmaking.Ranking.Graph.KnowledgeGraph.Default);
        other.Restore(folder.TryLoad(out var reason)!);
        Console.WriteLine($"loaded in {w.Elapsed.TotalSeconds:F2} s {reason} {other.Current.Digest == index.Current.Digest}");
    }
    foreach (var live in index.Current.Segments) { var s = live.Segment; Console.WriteLine($"segment {s.Count} terms {s.Terms.Count} chars {s.Terms.Characters.Length} docterms {s.Documents.Terms.Length} postings {s.Postings.Postings.Length}"); }
    Matchmaking.Bench.Ranking.RankingBench.Phases(index.Current, market);
    var times = Matchmaking.Bench.Ranking.RankingBench.Measure(index.Current, market, 300);
    Console.WriteLine(Figures.Of("rank " + count, times, 30));
    return 0;
}

if (arguments is not ([] or ["latency"]))
{
    Console.Error.WriteLine("usage: tests/bench [latency] [--gateway URL] [--count N] [--json OUT]");
    return 2;
}

IReadOnlyList<Figures> figures;
try
{
    figures = await PostToList.Run(gateway, needs);
}
catch (Exception error) when (error is HttpRequestException or InvalidOperationException or TimeoutException)
{
    Console.Error.WriteLine($"bench: {error.Message} (gateway {gateway}; is the system running? deploy/up starts it)");
    return 1;
}

foreach (var figure in figures)
{
    Console.WriteLine(figure);
}

if (json is not null)
{
    await File.WriteAllTextAsync(json, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
}

return figures.All(figure => figure.Ratio < 1) ? 0 : 1;

string? Option(string name)
{
    var at = arguments.IndexOf(name);
    if (at < 0 || at + 1 >= arguments.Count)
    {
        return null;
    }

    var value = arguments[at + 1];
    arguments.RemoveRange(at, 2);
    return value;
}
