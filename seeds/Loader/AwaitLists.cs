using System.Text.Json;

namespace Matchmaking.Loader;

/// <summary>A demand with its list of experts.</summary>
internal sealed record RankedDemand(LoadedDemand Demand, MatchList List);

/// <summary>Waits until every demand has its list: ranking runs behind the API, on its own time.</summary>
internal static class AwaitLists
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<IReadOnlyList<RankedDemand>> Run(
        IReadOnlyList<LoadedDemand> demands, GatewayApi gateway, CancellationToken cancellation)
    {
        var lists = new Dictionary<string, MatchList>();
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            foreach (var demand in demands.Where(demand => !lists.ContainsKey(demand.Ref)))
            {
                if (await ListOf(demand, gateway, cancellation) is { Status: "ranked" } list)
                {
                    lists[demand.Ref] = list;
                }
            }

            Console.WriteLine($"  lists: {lists.Count} of {demands.Count} ranked");
            if (lists.Count == demands.Count)
            {
                return [.. demands.Select(demand => new RankedDemand(demand, lists[demand.Ref]))];
            }

            if (DateTime.UtcNow > deadline)
            {
                var waiting = demands.Where(demand => !lists.ContainsKey(demand.Ref)).Take(5).Select(demand => $"{demand.Ref} ({demand.Id})");
                throw new LoadingException(
                    $"{demands.Count - lists.Count} demands have no list after {Patience.TotalMinutes} minutes: {string.Join(", ", waiting)}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }

    private static async Task<MatchList?> ListOf(LoadedDemand demand, GatewayApi gateway, CancellationToken cancellation)
    {
        var answer = await gateway.Get($"api/v1/demands/{demand.Id}/matches", cancellation);
        return answer.Succeeded ? answer.Body.Deserialize<MatchList>(MatchList.Json) : throw Refusal.Of($"the list of {demand.Ref}", answer);
    }
}
