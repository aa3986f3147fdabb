using System.Net;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>Institutes and enterprises: known by their credit code, so "exists already" is as good as "created".</summary>
internal static class LoadOrganisations
{
    public static async Task Run(
        string kind,
        string existsCode,
        IReadOnlyList<SeedRow> rows,
        Func<SeedRow, JsonObject> body,
        GatewayApi gateway,
        CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            var answer = await gateway.Post($"api/v1/{kind}", row.Ref, body(row).ToJsonString(), "application/json", cancellation);
            var exists = answer.Status == HttpStatusCode.Conflict && answer.Code == existsCode;
            if (!answer.Succeeded && !exists)
            {
                throw Refusal.Of($"{row.File} line {row.Line} ({row.Ref})", answer);
            }
        }

        Console.WriteLine($"  {kind}: {rows.Count} in place");
    }
}
