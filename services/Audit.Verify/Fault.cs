namespace Matchmaking.Audit.Verify;

/// <summary>One thing that is not as the chain says.</summary>
/// <param name="Organisation">In whose chain; null where the whole database is meant.</param>
/// <param name="Sequence">The row; null where none is meant.</param>
/// <param name="Code">
/// <c>altered</c>, <c>removed</c>, <c>reordered</c>, <c>inserted</c>, <c>rewritten</c>, <c>detail_altered</c>, <c>detail_removed</c>,
/// <c>not_witnessed</c>, <c>witness_damaged</c> or <c>unguarded</c>.
/// </param>
/// <param name="What">In words.</param>
internal sealed record Fault(string? Organisation, long? Sequence, string Code, string What);

/// <summary>What was found in one database.</summary>
/// <param name="Service">Named after the database.</param>
/// <param name="Organisations">How many have a chain.</param>
/// <param name="Entries">Rows of all chains.</param>
/// <param name="Unchained">Entries that wait for their place.</param>
/// <param name="Witnessed">Heads in the witness; null where there is none to ask.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="FaultCount">How many faults there are.</param>
/// <param name="Faults">The first of them.</param>
internal sealed record Verdict(
    string Service, long Organisations, long Entries, long Unchained, int? Witnessed, double Seconds, long FaultCount, IReadOnlyList<Fault> Faults)
{
    public bool IsSound => FaultCount == 0;

    public double EntriesPerSecond => Entries / Math.Max(Seconds, 1e-6);
}

/// <summary>Counts faults and keeps the first of them: a trail of which nothing is left must not fill the memory.</summary>
internal sealed class Faults
{
    private const int MostKept = 1000;

    private readonly List<Fault> kept = [];

    public long Count { get; private set; }

    public IReadOnlyList<Fault> Kept => kept;

    public void Add(string? organisation, long? sequence, string code, string what)
    {
        Count++;
        if (kept.Count < MostKept)
        {
            kept.Add(new Fault(organisation, sequence, code, what));
        }
    }
}
