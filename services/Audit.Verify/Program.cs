using Matchmaking.Audit.Verify;
using Npgsql;

const string Usage = """
    usage: deploy/audit-verify [--json] [--witness FOLDER | --no-witness] [CONNECTION...]
      CONNECTION   Npgsql connection string of a service's database, such as "Host=db1;Database=ranking;Username=ranking_worker"; a password comes from
                   PGPASSWORD or PGPASSFILE. Without any: the databases of the running system.
      --witness    the folder with DATABASE.heads, by default that of the running system; also a copy that is kept elsewhere
      --json       one JSON document instead of lines
    exit code 0: every trail is sound; 1: it is not, or nothing was verified; 2: a wrong call, or a database that cannot be read
    """;

var arguments = args.ToList();
var json = arguments.Remove("--json");
var witness = Environment.GetEnvironmentVariable("MATCHMAKING_WITNESS");
if (arguments.Remove("--no-witness"))
{
    witness = null;
}

if (arguments.IndexOf("--witness") is >= 0 and var at && at + 1 < arguments.Count)
{
    witness = arguments[at + 1];
    arguments.RemoveRange(at, 2);
}

if (arguments.Any(argument => argument.StartsWith("--", StringComparison.Ordinal)))
{
    Console.Error.WriteLine(Usage);
    return arguments is ["--help"] ? 0 : 2;
}

using var ended = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) => (key.Cancel, _) = (true, ended.CancelAsync());
var verdicts = new List<Verdict>();
try
{
    // From standard input, so that no password stands on a command line.
    foreach (var connection in arguments.Count > 0 ? arguments : Console.In.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList())
    {
        var verdict = await TrailVerification.Run(connection, witness, TrailVerification.WitnessDelay, ended.Token);
        verdicts.Add(verdict);
        if (!json)
        {
            Report.Print(Console.Out, verdict, isFirst: verdicts.Count == 1);
        }
    }
}
catch (Exception error) when (error is NpgsqlException or ArgumentException or IOException or UnauthorizedAccessException or TimeoutException)
{
    Console.Error.WriteLine($"audit-verify: {error.Message}");
    return 2;
}

if (json)
{
    Report.PrintJson(Console.Out, verdicts);
}

return verdicts.Count > 0 && verdicts.All(verdict => verdict.IsSound) ? 0 : 1;
