using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Storage;

namespace Matchmaking.Bench.Ranking;

/// <summary>A restart as the service does it: a new process reads dictionary, knowledge graph, index and latent space from disk and makes its lists.</summary>
internal sealed class RestartBench(SyntheticMarket market)
{
    /// <summary>What the program is called with to be the new process.</summary>
    internal const string Command = "first-list";

    private const string Pipeline = "bench";
    private const int Lists = 100;

    /// <summary>Stores the index, starts a process on it and compares its lists with those of this one.</summary>
    internal IEnumerable<Ratio> Measure(string name, IndexSnapshot<Candidate> snapshot, string seed)
    {
        var path = Directory.CreateTempSubdirectory("ranking-bench").FullName;
        try
        {
            new IndexFolder<Candidate>(path, CandidateFormat.Packed, Pipeline).Save(snapshot);
            using (var stream = File.Create(SpacePath(path)))
            {
                snapshot.Space!.Save(stream);
            }

            yield return new Ratio($"{name}: disk", new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length) / (double)snapshot.Count, "bytes/talent");
            var before = MakeLists(snapshot);
            var again = MakeLists(snapshot);
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(RestartBench).Assembly.Location, Command, path, seed]) { RedirectStandardOutput = true })!;
            var seconds = double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            var restarted = JsonSerializer.Deserialize<string[]>(process.StandardOutput.ReadToEnd())!;
            process.WaitForExit();
            yield return new Ratio($"{name}: from the start of a process to its first list", seconds, "s", 30);
            yield return new Ratio(
                $"{name}: of {Lists} lists the same bytes, again and by that process",
                before.Zip(again, restarted).Count(lists => lists.First == lists.Second && lists.First == lists.Third),
                "lists",
                Lists,
                AtMost: false);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>The new process: prints the seconds from its start to the first list, then all lists.</summary>
    internal void Run(string path)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        using (var stream = File.OpenRead(SpacePath(path)))
        {
            index.Restore(new IndexFolder<Candidate>(path, CandidateFormat.Packed, Pipeline).TryLoad(out var reason) ?? throw new InvalidOperationException(reason), LatentSpace.Load(stream));
        }

        _ = MakeList(index.Current, 0);
        Console.WriteLine((DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(JsonSerializer.Serialize(MakeLists(index.Current)));
    }

    private string[] MakeLists(IndexSnapshot<Candidate> snapshot) => [.. Enumerable.Range(0, Lists).Select(number => MakeList(snapshot, number))];

    private string MakeList(IndexSnapshot<Candidate> snapshot, int number) =>
        JsonSerializer.Serialize(RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, market.Demand(number)), snapshot, RankingBench.Moment));

    private static string SpacePath(string path) => Path.Combine(path, "latent-space");
}
