namespace Matchmaking.Erasure;

/// <summary>How a service erases an expert.</summary>
/// <param name="Service">The service, in kebab case.</param>
/// <param name="Erase">Erases from the service's own tables within the transaction; done again it does no harm. Outbox and stored answers are erased by themselves.</param>
public sealed record ErasurePlan(string Service, Func<ErasureWork, CancellationToken, Task> Erase)
{
    /// <summary>Run after the tables are erased and committed, until it says true: erases what lies outside of them, such as an index of every replica.</summary>
    public Func<ErasureWork, CancellationToken, Task<bool>> Settle { get; init; } = (_, _) => Task.FromResult(true);

    /// <summary>Of tables of which some rows may hold the bare id, the SQL condition of these rows.</summary>
    public IReadOnlyDictionary<string, string> PassedOver { get; init; } = new Dictionary<string, string>();
}
