namespace Matchmaking.Loader;

/// <summary>What the command line says.</summary>
internal sealed record LoaderOptions(Uri Gateway, string Seeds, string Credentials, string? Marker)
{
    private const string Usage = "usage: Loader --gateway http://127.0.0.1:8080 --seeds seeds/ --credentials FILE [--marker FILE]";

    public static LoaderOptions Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--gateway" or "--seeds" or "--credentials" or "--marker") || i + 1 == arguments.Length)
            {
                throw new LoadingException(Usage);
            }

            values[arguments[i]] = arguments[i + 1];
        }

        if (!values.TryGetValue("--gateway", out var address) || !values.TryGetValue("--seeds", out var seeds) || !values.TryGetValue("--credentials", out var credentials)
            || !Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var gateway))
        {
            throw new LoadingException(Usage);
        }

        return new LoaderOptions(gateway, seeds, credentials, values.GetValueOrDefault("--marker"));
    }
}
