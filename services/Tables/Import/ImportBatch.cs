using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;

namespace Matchmaking.Tables.Import;

/// <summary>Stores sound rows, a batch in one transaction; a row that is refused is that row's error and no other's.</summary>
internal sealed class ImportBatch<TForm>(CallerDatabase database, Outbox outbox, ImportKey? key, ImportTally tally, StoreRows<TForm> store)
{
    private const int MaxRows = 200;

    // Rows are up to 256 KiB, and a batch stands in memory several times over while it is stored; 200 usual rows come to less than this.
    private const int MaxBytes = 512 * 1024;

    private readonly List<ImportRow<TForm>> rows = [];
    private int bytes;

    /// <summary>True when the next row must wait for <see cref="Store"/>.</summary>
    public bool IsFull => rows.Count >= MaxRows || bytes >= MaxBytes;

    /// <summary>Takes a row in.</summary>
    public void Add(ImportRow<TForm> row)
    {
        rows.Add(row);
        bytes += row.Bytes;
    }

    /// <summary>Stores and announces what was taken in, and tells the tally once that stands.</summary>
    public async Task Store(DateTimeOffset now, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A message and an entry of the audit trail for each row go with the commit.
        using var deferral = Deferral.Of(transaction);
        var noted = key is null ? new Dictionary<int, NotedRow>() : await key.Claim(transaction, rows, cancellation);
        ImportRow<TForm>[] fresh = [.. rows.Where(r => !noted.TryGetValue(r.Line, out var row) || row.RowId == r.Id)];
        var refused = fresh.Length == 0 ? new Dictionary<Guid, FieldError>() : await store(transaction, fresh, now, cancellation);
        if (key is not null && refused.Count > 0)
        {
            await key.Release(transaction, [.. refused.Keys], cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        foreach (var row in rows)
        {
            Tell(row, noted, refused);
        }

        rows.Clear();
        bytes = 0;
    }

    private void Tell(ImportRow<TForm> row, IReadOnlyDictionary<int, NotedRow> noted, IReadOnlyDictionary<Guid, FieldError> refused)
    {
        if (refused.TryGetValue(row.Id, out var reason))
        {
            tally.Reject(row.Line, reason);
        }
        else if (!noted.TryGetValue(row.Line, out var earlier) || earlier.RowId == row.Id)
        {
            tally.Accept(row.Line, row.Id);
        }
        else if (earlier.Digest == row.Digest)
        {
            tally.Accept(row.Line, earlier.RowId);
        }
        else
        {
            tally.Reject(row.Line, new FieldError("", "idempotency_key_reused", "Under this Idempotency-Key another row was stored for this line; take a new key for a new file."));
        }
    }
}
