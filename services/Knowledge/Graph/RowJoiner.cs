namespace Matchmaking.Knowledge.Graph;

/// <summary>Turns checked rows into technologies: names into numbers, both directions of every relation, codes inherited from the broader ones.</summary>
internal sealed class RowJoiner(IReadOnlyList<TechnologyRow> rows)
{
    private readonly Dictionary<string, int> numbers = rows.Select((row, number) => (row.Id, number)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The technologies in the order of the rows.</summary>
    internal Technology[] Join()
    {
        var broader = Numbers(row => row.Broader);
        var feeds = Numbers(row => row.Feeds);
        var related = Numbers(row => row.Related);
        var (narrower, fedBy, relatedBack) = (Reversed(broader), Reversed(feeds), Reversed(related));
        return [.. rows.Select((row, number) => new Technology(
            number,
            row.Id,
            row.Zh,
            row.En,
            row.Named,
            Inherited(number, other => other.Fields),
            Inherited(number, other => other.Industries),
            Inherited(number, other => other.Disciplines),
            Inherited(number, other => other.Emerging))
        {
            Broader = broader[number],
            Narrower = narrower[number],
            Feeds = feeds[number],
            FedBy = fedBy[number],
            Related = [.. related[number].Union(relatedBack[number]).Order()],
        })];
    }

    private int[][] Numbers(Func<TechnologyRow, string[]> ids) => [.. rows.Select(row => ids(row).Select(id => numbers[id]).Distinct().Order().ToArray())];

    private static int[][] Reversed(int[][] targets)
    {
        var sources = targets.SelectMany((list, source) => list.Select(target => (target, source))).ToLookup(pair => pair.target, pair => pair.source);
        return [.. targets.Select((_, number) => sources[number].ToArray())];
    }

    // The nearest above that has some; the check has found that there is no circle.
    private string[] Inherited(int number, Func<TechnologyRow, string[]> codes)
    {
        var row = rows[number];
        return codes(row).Length > 0
            ? codes(row)
            : [.. row.Broader.SelectMany(id => Inherited(numbers[id], codes)).Distinct(StringComparer.Ordinal)];
    }
}
