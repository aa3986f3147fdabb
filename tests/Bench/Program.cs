using System.Text.Json;
using Matchmaking.Bench;

var arguments = args.ToList();
var gateway = new Uri(Option("--gateway") ?? "http://127.0.0.1:8080");
var json = Option("--json");
var count = int.Parse(Option("--count") ?? "200", System.Globalization.CultureInfo.InvariantCulture);
if (arguments is not ([] or ["latency"]))
{
    Console.Error.WriteLine("usage: tests/bench [latency] [--gateway URL] [--count N] [--json OUT]");
    return 2;
}

IReadOnlyList<Figures> figures;
try
{
    figures = await PostToList.Run(gateway, count);
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
