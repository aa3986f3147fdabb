namespace Matchmaking.Loader;

/// <summary>What the command line says.</summary>
/// <param name="Gateway">Address of the gateway.</param>
/// <param name="Accounts">Folder with a file LOGIN:PASSWORD for each account; that of the operator signs in.</param>
/// <param name="Seeds">Folder of the seeds; null loads none.</param>
/// <param name="Marker">File that remembers what was loaded.</param>
/// <param name="Clients">Folder for the secrets of the demo organisations' API clients; null makes no demo organisations.</param>
internal sealed record LoaderOptions(Uri Gateway, string Accounts, string? Seeds, string? Marker, string? Clients)
{
    private const string Usage = "usage: Loader --gateway http://127.0.0.1:8080 --accounts FOLDER [--seeds seeds/ [--marker FILE]] [--clients FOLDER]";

    public static LoaderOptions Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--gateway" or "--seeds" or "--accounts" or "--marker" or "--clients") || i + 1 == arguments.Length)
            {
                throw new LoadingException(Usage);
            }

            values[arguments[i]] = arguments[i + 1];
        }

        if (!values.TryGetValue("--gateway", out var address) || !values.TryGetValue("--accounts", out var accounts)
            || !Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var gateway))
        {
            throw new LoadingException(Usage);
        }

        return new LoaderOptions(gateway, accounts, values.GetValueOrDefault("--seeds"), values.GetValueOrDefault("--marker"), values.GetValueOrDefault("--clients"));
    }
}
