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
    using var gateway = new GatewayApi(options.Gateway, SignIn.Read(Path.Combine(options.Accounts, "operator")));
    if (options.Clients is not null)
    {
        await new DemoOrganisations(gateway, options.Accounts, options.Clients).Run(interrupted.Token);
    }

    if (options.Seeds is null)
    {
        return 0;
    }

    var seeds = SeedSet.Read(options.Seeds);
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
