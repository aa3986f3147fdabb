namespace Matchmaking.Loader;

/// <summary>Demands one by one, as an enterprise posts them.</summary>
internal static class LoadDemands
{
    public static async Task Run(
        SeedSet seeds, ApiBodies bodies, Dictionary<string, string> ids, GatewayApi gateway, CancellationToken cancellation)
    {
        var known = await KnownDemands(seeds, gateway, cancellation);
        var created = 0;
        foreach (var row in seeds.Demands.Where(row => !ids.ContainsKey(row.Ref)))
        {
            if (known.TryGetValue((bodies.CreditCode(row, row.Text("enterprise")), row.Text("title")), out var knownId))
            {
                ids[row.Ref] = knownId;
                continue;
            }

            ids[row.Ref] = await Post(row, bodies, gateway, cancellation);
            if (++created % 25 == 0)
            {
                Console.WriteLine($"  demands: {created} posted");
            }
        }

        Console.WriteLine($"  demands: {created} posted, {seeds.Demands.Count - created} known");
    }

    // An idempotency key is forgotten after a day, a title is not. Confidential demands are in no list: for them the key must do.
    private static async Task<Dictionary<(string CreditCode, string Title), string>> KnownDemands(
        SeedSet seeds, GatewayApi gateway, CancellationToken cancellation)
    {
        var known = new Dictionary<(string, string), string>();
        foreach (var creditCode in seeds.Enterprises.Select(row => row.Text("creditCode")))
        {
            await foreach (var demand in Pages.Of(gateway, $"api/v1/demands?enterprise={creditCode}&limit=100", cancellation))
            {
                known[(creditCode, $"{demand["title"]}")] = $"{demand["id"]}";
            }
        }

        return known;
    }

    private static async Task<string> Post(SeedRow row, ApiBodies bodies, GatewayApi gateway, CancellationToken cancellation)
    {
        var answer = await gateway.Post("api/v1/demands", row.Ref, bodies.Demand(row).ToJsonString(), "application/json", cancellation);
        return answer.Succeeded && answer.Body?["id"] is { } id
            ? id.ToString()
            : throw Refusal.Of($"{row.File} line {row.Line} ({row.Ref})", answer);
    }
}
