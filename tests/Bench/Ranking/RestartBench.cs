using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Storage;

namespace Matchmaking.Bench.Ranking;

/// <summary>A restart as the service does it: a new process reads dictionary, knowledge graph, index and latent space from disk and makes its lists.</summary>
internal sealed class RestartBench(SyntheticMarket market) : IDisposable
{
    /// <summary>What the program is called with to be the new process.</summary>
    internal const string Command = "first-list";

    private const string Pipeline = "bench";
    private const int Lists = 100;

    private readonly string path = Directory.CreateTempSubdirectory("ranking-bench").FullName;
    private string[] lists = [];

    /// <summary>Stores an index, and its lists for comparing.</summary>
    internal IEnumerable<Ratio> Store(string name, IndexSnapshot<Candidate> snapshot)
    {
        new IndexFolder<Candidate>(path, CandidateFormat.Packed, Pipeline).Save(snapshot);
        using (var stream = File.Create(SpacePath(path)))
        {
            snapshot.Space!.Save(stream);
        }

        lists = MakeLists(market, snapshot);
        var same = lists.Zip(MakeLists(market, snapshot)).Count(pair => pair.First == pair.Second);
        yield return new Ratio($"{name}: disk", new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length) / (double)snapshot.Count, "bytes/talent");
        yield return new Ratio($"{name}: of {Lists} lists made again the same bytes", same, "lists", Lists, AtMost: false);
    }

    /// <summary>Starts a process on what was stored. The index of this one must have left memory: a machine that holds one need not hold two.</summary>
    internal IEnumerable<Ratio> Start(string name, string seed)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [typeof(RestartBench).Assembly.Location, Command, path, seed]) { RedirectStandardOutput = true })!;
        var seconds = double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        var restarted = JsonSerializer.Deserialize<string[]>(process.StandardOutput.ReadToEnd())!;
        process.WaitForExit();
        yield return new Ratio($"{name}: from the start of a process to its first list", seconds, "s", 30);
        yield return new Ratio($"{name}: of its {Lists} lists the same bytes", lists.Zip(restarted).Count(pair => pair.First == pair.Second), "lists", Lists, AtMost: false);
    }

    /// <summary>Takes what was stored off the disk.</summary>
    public void Dispose() => Directory.Delete(path, recursive: true);

    /// <summary>The new process: prints the seconds from its start to the first list, then all lists.</summary>
    internal static void Run(SyntheticMarket market, string folder)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        var stored = new IndexFolder<Candidate>(folder, CandidateFormat.Packed, Pipeline).TryLoad(out var reason) ?? throw new InvalidOperationException(reason);
        index.Restore(stored.Segments);
        using (var stream = File.OpenRead(SpacePath(folder)))
        {
            index.Use(LatentSpace.Load(stream), stored.Vectors.GetValueOrDefault);
        }

        _ = MakeList(market, index.Current, 0);
        Console.WriteLine((DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(JsonSerializer.Serialize(MakeLists(market, index.Current)));
    }

    private static string[] MakeLists(SyntheticMarket market, IndexSnapshot<Candidate> snapshot) =>
        [.. Enumerable.Range(0, Lists).Select(number => MakeList(market, snapshot, number))];

    private static string MakeList(SyntheticMarket market, IndexSnapshot<Candidate> snapshot, int number) =>
        JsonSerializer.Serialize(RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, market.Demand(number)), snapshot, RankingBench.Moment));

    private static string SpacePath(string path) => Path.Combine(path, "latent-space");
}
