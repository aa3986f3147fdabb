using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Matchmaking.Evaluate.Tests;

/// <summary>tests/evaluate as a process.</summary>
internal static class EvaluateProgram
{
    public static string Seeds(string name) => Path.Combine(AppContext.BaseDirectory, "seeds", name);

    public static string[] SeedArguments { get; } =
        ["--talents", Seeds("experts.jsonl"), "--demands", Seeds("demands.jsonl"), "--qrels", Seeds("judgements.tsv")];

    // All that can be asked for in one run: each run reads, indexes and ranks the seeds anew, and training the learned ranker takes longest.
    private static readonly Lazy<Task<(string Output, string Errors, JsonNode Report)>> WholeRun = new(() => Reported(
        "--rankers", "shuffle,bm25,cosine,scorecard,learned", "--blind-report", "--attacks", "--calibration", "--ablation"));

    /// <summary>What one run over the seeds says with every ranker and every report; shared by the tests that read it.</summary>
    public static Task<(string Output, string Errors, JsonNode Report)> Whole => WholeRun.Value;

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Metadata("Root");

    public static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("Program"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The JSON report of a run over the seeds.</summary>
    public static async Task<JsonNode> Report(params string[] more) => (await Reported(more)).Report;

    /// <summary>A file with the judgements of the first demands of the seeds that have a relevant talent; the caller deletes it.</summary>
    public static async Task<string> SomeJudgements(int demands)
    {
        var judged = (await File.ReadAllLinesAsync(Seeds("judgements.tsv"))).GroupBy(line => line.Split('\t')[0])
            .Where(demand => demand.Any(line => line[^1] != '0')).OrderBy(demand => demand.Key, StringComparer.Ordinal).Take(demands);
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, judged.SelectMany(demand => demand));
        return file;
    }

    private static async Task<(string Output, string Errors, JsonNode Report)> Reported(params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (code, output, errors) = await Run([.. SeedArguments, .. more, "--json", file]);
            Assert.True(code == 0, errors);
            return (output, errors, JsonNode.Parse(await File.ReadAllTextAsync(file))!);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Metadata(string key) => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
