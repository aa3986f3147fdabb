using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>Experts in bulk. They have no key of their own, so who is there already is asked first.</summary>
internal static class LoadExperts
{
    // Small enough for a request of a few hundred kilobytes and a visible step, large enough to be bulk.
    private const int RowsPerImport = 50;

    public static async Task Run(SeedSet seeds, ApiBodies bodies, GatewayApi gateway, CancellationToken cancellation)
    {
        var known = await KnownExperts(seeds, gateway, cancellation);
        var missing = seeds.Experts
            .Where(row => !known.Contains((bodies.CreditCode(row, row.Text("institute")), row.Text("name"))))
            .ToList();

        var imported = 0;
        foreach (var rows in missing.Chunk(RowsPerImport))
        {
            await Import(rows, bodies, gateway, cancellation);
            imported += rows.Length;
            Console.WriteLine($"  experts: {imported} of {missing.Count} imported");
        }

        Console.WriteLine($"  experts: {imported} created, {seeds.Experts.Count - imported} known");
    }

    private static async Task<HashSet<(string CreditCode, string Name)>> KnownExperts(
        SeedSet seeds, GatewayApi gateway, CancellationToken cancellation)
    {
        var known = new HashSet<(string, string)>();
        foreach (var creditCode in seeds.Institutes.Select(row => row.Text("creditCode")))
        {
            await foreach (var expert in Pages.Of(gateway, $"api/v1/experts?institute={creditCode}&limit=100", cancellation))
            {
                known.Add((creditCode, $"{expert["name"]}"));
            }
        }

        return known;
    }

    private static async Task Import(SeedRow[] rows, ApiBodies bodies, GatewayApi gateway, CancellationToken cancellation)
    {
        var lines = string.Concat(rows.Select(row => bodies.Expert(row).ToJsonString() + "\n"));
        var answer = await gateway.Post("api/v1/experts/import", "experts", lines, "application/x-ndjson", cancellation);
        if (!answer.Succeeded)
        {
            throw Refusal.Of($"the import of {rows[0].Ref} to {rows[^1].Ref}", answer);
        }

        ThrowWhenRejected(rows, answer);
    }

    private static void ThrowWhenRejected(SeedRow[] rows, ApiAnswer answer)
    {
        var rejected = (answer.Body?["rows"] as JsonArray ?? []).Where(row => row?["errors"] is JsonArray { Count: > 0 }).ToList();
        if (rejected.Count == 0)
        {
            return;
        }

        var text = new StringBuilder($"{rejected.Count} experts were rejected:");
        foreach (var result in rejected)
        {
            var row = rows[Math.Clamp((int?)result?["line"] ?? 1, 1, rows.Length) - 1];
            text.Append($"\n  {row.File} line {row.Line} ({row.Ref}){Refusal.Errors(result?["errors"])}");
        }

        throw new LoadingException(text.ToString());
    }
}
