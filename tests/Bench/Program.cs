using System.Globalization;
using System.Text.Json;
using Matchmaking.Bench;
using Matchmaking.Bench.Audit;
using Matchmaking.Bench.Http;
using Matchmaking.Bench.Learning;
using Matchmaking.Bench.Queue;
using Matchmaking.Bench.Ranking;
using Matchmaking.Learning;
using Matchmaking.Ranking.Training;

const string Usage = """
    usage: tests/bench [latency] [--gateway URL] [--count N] [--json OUT]
           tests/bench ranking [--sizes 10000,100000,1000000] [--needs 300] [--seed 1] [--no-postgres] [--json OUT]
           tests/bench training [--letor FOLDER] [--json OUT]
           tests/bench evaluator [--talents 100000] [--seed 1] [--json OUT]
           tests/bench audit [--json OUT]
           tests/bench post [--json OUT]
           tests/bench queue [--demands 5000] [--count 100] [--json OUT]
    """;

var arguments = args.ToList();
var json = Option("--json");
try
{
    switch (arguments)
    {
        case ["ranking", ..]:
            return Ranking();
        case ["training", ..]:
            return Training();
        case ["evaluator", ..]:
            return Evaluator();
        case ["audit", ..]:
            return await Audit();
        case ["post", ..]:
            return Tell(await PostBench.Measure());
        case ["queue", ..]:
            return Tell(await new QueueBench(
                int.Parse(Option("--demands") ?? "5000", CultureInfo.InvariantCulture), int.Parse(Option("--count") ?? "100", CultureInfo.InvariantCulture), Console.Error).Measure());
        case [RestartBench.Command, var folder, var seed]:
            RestartBench.Run(Market(seed), folder);
            return 0;
        case [] or ["latency", ..]:
            return await Latency();
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (FormatException error)
{
    Console.Error.WriteLine($"bench: {error.Message}\n{Usage}");
    return 2;
}
catch (TrainingException error)
{
    Console.Error.WriteLine($"bench: {error.Message}");
    return 1;
}

async Task<int> Latency()
{
    var gateway = new Uri(Option("--gateway") ?? "http://127.0.0.1:8080");
    var count = int.Parse(Option("--count") ?? "200", CultureInfo.InvariantCulture);
    try
    {
        var figures = await PostToList.Run(gateway, Option("--credentials") ?? Environment.GetEnvironmentVariable("MATCHMAKING_BENCH_CREDENTIALS") ?? "", count);
        foreach (var figure in figures)
        {
            Console.WriteLine(figure);
        }

        await Write(figures);
        return figures.All(figure => figure.Ratio < 1) ? 0 : 1;
    }
    catch (Exception error) when (error is HttpRequestException or InvalidOperationException or TimeoutException)
    {
        Console.Error.WriteLine($"bench: {error.Message} (gateway {gateway}; is the system running? deploy/up starts it)");
        return 1;
    }
}

int Ranking()
{
    var sizes = (Option("--sizes") ?? "10000,100000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
    var needs = int.Parse(Option("--needs") ?? "300", CultureInfo.InvariantCulture);
    var seed = Option("--seed") ?? "1";
    var market = Market(seed);
    var figures = new List<Ratio>();
    figures.AddRange(new RankingBench(market, seed, needs, Console.Error).Run(sizes, Environment.GetEnvironmentVariable("MATCHMAKING_BENCH_POSTGRES")));
    figures.AddRange(HostileTexts.Measure(market));
    figures.AddRange(HostileProfiles.Measure(market));
    return Tell(figures);
}

int Training()
{
    // Both first: what is missing is told before a minute of training.
    _ = RankerEngines.Choose(null);
    var letor = Option("--letor") is { } folder ? LetorFolder.Read(folder) : null;
    return Tell([.. RankerEngines.Present.SelectMany(TrainingBench.Measure), .. letor is null ? [] : LetorBench.Measure(RankerEngines.Present, letor)]);
}

int Evaluator()
{
    _ = RankerEngines.Choose(null);
    var talents = int.Parse(Option("--talents") ?? "100000", CultureInfo.InvariantCulture);
    var market = Market(Option("--seed") ?? "1");
    return Tell([.. RankerEngines.Present.SelectMany(EvaluatorBench.Measure), .. new LearnedListBench(market, Console.Error).Measure(talents)]);
}

async Task<int> Audit()
{
    var postgres = Environment.GetEnvironmentVariable("MATCHMAKING_BENCH_POSTGRES") ?? throw new FormatException("MATCHMAKING_BENCH_POSTGRES is not set: run this with tests/bench.");
    await using var trail = await ScratchTrail.Create(postgres);
    return Tell(await new AuditBench(trail).Measure());
}

int Tell(List<Ratio> figures)
{
    foreach (var figure in figures)
    {
        Console.WriteLine(figure);
    }

    Write(figures).GetAwaiter().GetResult();
    return figures.All(figure => figure.Holds) ? 0 : 1;
}

SyntheticMarket Market(string seed) => new(ulong.Parse(seed, CultureInfo.InvariantCulture));

async Task Write<T>(IReadOnlyList<T> figures)
{
    if (json is not null)
    {
        await File.WriteAllTextAsync(json, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }
}

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
