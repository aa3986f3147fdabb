namespace Matchmaking.Evaluate;

/// <summary>Which demands belong together when they are split: those of one enterprise.</summary>
internal static class Enterprises
{
    /// <summary>A number for each demand, equal for those of one enterprise; a demand whose file names no enterprise stands alone.</summary>
    internal static int[] Of(IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> demands)
    {
        var groups = new Dictionary<string, int>();
        return [.. demands.Select((demand, i) =>
        {
            if (demand.Demand.Query.EnterpriseName is not { Length: > 0 } enterprise)
            {
                return i;
            }

            return groups.TryGetValue(enterprise, out var group) ? group : groups[enterprise] = i;
        })];
    }
}
