using System.Text;
using Dapper;
using Matchmaking.Audit;
using Matchmaking.Contracts.Erasure;
using Npgsql;

namespace Matchmaking.Erasure;

/// <summary>The erasure of one expert from one database: what is erased is counted by store.</summary>
public sealed class ErasureWork
{
    private readonly Dictionary<(string Store, string Action), long> counts;
    private readonly List<Guid> ids;

    internal ErasureWork(NpgsqlTransaction transaction, string service, Guid talentId, long revision, long number, DateTime now, IEnumerable<ErasedItem> before)
    {
        (Transaction, Service, TalentId, Revision, Number, Now) = (transaction, service, talentId, revision, number, now);
        counts = before.ToDictionary(item => (item.Store, item.Action), item => item.Rows);
        ids = [talentId];
    }

    /// <summary>Of the worker's role.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>The expert.</summary>
    public Guid TalentId { get; }

    /// <summary>Higher than every revision of the expert that was told.</summary>
    public long Revision { get; }

    /// <summary>The place of the erasure in the order of this database.</summary>
    public long Number { get; }

    /// <summary>UTC.</summary>
    public DateTime Now { get; }

    /// <summary>What was erased so far.</summary>
    public IReadOnlyList<ErasedItem> Items =>
        [.. counts.Where(count => count.Value > 0).OrderBy(count => count.Key.Store, StringComparer.Ordinal).ThenBy(count => count.Key.Action, StringComparer.Ordinal)
            .Select(count => new ErasedItem(count.Key.Store, count.Key.Action, count.Value))];

    /// <summary>What holds the bare id of the expert is found by: as text, without its dashes, and as the bytes of that text.</summary>
    internal string[] OwnNeedles => NeedlesOf(TalentId);

    /// <summary>The same of everything whose stored answers are erased.</summary>
    internal string[] Needles => [.. ids.SelectMany(NeedlesOf)];

    private string Service { get; }

    /// <summary>Runs a statement that may name @TalentId, @Revision and @Now, and counts its rows.</summary>
    public async Task Run(string store, string action, string sql, CancellationToken cancellation) => Count(
        store, action,
        await Transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, new { TalentId, Revision, Now, Needles }, Transaction, cancellationToken: cancellation)));

    /// <summary>Adds to the count of a store.</summary>
    public void Count(string store, string action, long rows) => counts[(store, action)] = counts.GetValueOrDefault((store, action)) + rows;

    /// <summary>Counts what does not add up when it is done again.</summary>
    public void Set(string store, string action, long rows) => counts[(store, action)] = rows;

    /// <summary>Has stored answers erased that name one of <paramref name="others"/>, such as a match of the expert.</summary>
    public void Also(IEnumerable<Guid> others) => ids.AddRange(others);

    /// <summary>Takes the details of a subject out of the audit trail, whose hashes stay.</summary>
    public async Task EraseDetails(string subjectKind, Guid subject, CancellationToken cancellation) => Count(
        "audit_entry", "detail_erased", await AuditTrail.EraseDetails(Transaction, subjectKind, $"{subject}", $"service:{Service}", AuditEntry.Platform, cancellation));

    private static string[] NeedlesOf(Guid id) => [$"%{id:D}%", $"%{id:N}%", $"%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{id:D}"))}%"];
}
