using System.Text;
using Matchmaking.Loader;

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

try
{
    var options = LoaderOptions.Parse(args);
    var seeds = SeedSet.Read(options.Seeds);
    using var gateway = new GatewayApi(options.Gateway, SignIn.Read(options.Credentials));

    var demands = await LoadSeeds.Run(seeds, gateway, options.Marker, interrupted.Token);
    var lists = await AwaitLists.Run(demands, gateway, interrupted.Token);
    PrintLists.Run(lists, new TerminalText(TerminalText.DetectWidth(), TerminalText.DetectColour()));
    return 0;
}
catch (LoadingException stop)
{
    Console.Error.WriteLine(stop.Message);
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("interrupted; the next run takes up where this one stopped");
    return 1;
}
