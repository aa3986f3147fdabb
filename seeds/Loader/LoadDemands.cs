namespace Matchmaking.Loader;

/// <summary>Needs one by one, as an enterprise posts them; the ref is the idempotency key.</summary>
internal static class LoadDemands
{
    public static async Task Run(
        IReadOnlyList<SeedRow> rows, ApiBodies bodies, Dictionary<string, string> ids, GatewayApi gateway, CancellationToken cancellation)
    {
        var created = 0;
        foreach (var row in rows.Where(row => !ids.ContainsKey(row.Ref)))
        {
            var answer = await gateway.Post("api/v1/demands", bodies.Demand(row).ToJsonString(), "application/json", row.Ref, cancellation);
            if (!answer.Succeeded || answer.Body?["id"] is not { } id)
            {
                throw Refusal.Of($"{row.File} line {row.Line} ({row.Ref})", answer);
            }

            ids[row.Ref] = id.ToString();
            if (++created % 25 == 0)
            {
                Console.WriteLine($"  needs: {created} posted");
            }
        }

        Console.WriteLine($"  needs: {created} posted, {rows.Count - created} known");
    }
}
