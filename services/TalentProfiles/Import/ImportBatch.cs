using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Experts;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>Stores sound rows, a batch in one transaction; a row that the database refuses is that row's error and no other's.</summary>
internal sealed class ImportBatch(CallerDatabase database, Outbox outbox, ImportKey? key, ImportTally tally)
{
    private const int MaxRows = 200;

    // Rows are up to 256 KiB, and a batch stands in memory several times over while it is stored; 200 usual rows come to less than this.
    private const int MaxBytes = 512 * 1024;

    private const string SelectInstitutes = "select credit_code from institute where credit_code = any(@codes)";

    private readonly List<ImportRow> rows = [];
    private int bytes;

    /// <summary>True when the next row must wait for <see cref="Store"/>.</summary>
    public bool IsFull => rows.Count >= MaxRows || bytes >= MaxBytes;

    /// <summary>Takes a row in.</summary>
    public void Add(ImportRow row)
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
        // Institutes are never removed, so what is found here still stands when the rows are stored.
        var codes = rows.Select(r => r.Expert.Form.InstituteCreditCode!).Distinct().ToArray();
        var institutes = (await connection.QueryAsync<string>(new CommandDefinition(SelectInstitutes, new { codes }, transaction, cancellationToken: cancellation))).ToHashSet();
        ImportRow[] possible = [.. rows.Where(r => institutes.Contains(r.Expert.Form.InstituteCreditCode!))];
        var noted = key is null ? new Dictionary<int, NotedRow>() : await key.Claim(transaction, possible, cancellation);
        ImportRow[] fresh = [.. possible.Where(r => !noted.TryGetValue(r.Line, out var row) || row.ExpertId == r.Expert.ExpertId)];
        var stored = await NewExperts.Insert(transaction, [.. fresh.Select(r => r.Expert)], now, cancellation);
        if (key is not null && stored.Count < fresh.Length)
        {
            await key.Release(transaction, [.. fresh.Select(r => r.Expert.ExpertId).Where(id => !stored.Contains(id))], cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        foreach (var row in rows)
        {
            Tell(row, institutes, noted, stored);
        }

        rows.Clear();
        bytes = 0;
    }

    private void Tell(ImportRow row, HashSet<string> institutes, IReadOnlyDictionary<int, NotedRow> noted, HashSet<Guid> stored)
    {
        var form = row.Expert.Form;
        if (stored.Contains(row.Expert.ExpertId))
        {
            tally.Accept(row.Line, row.Expert.ExpertId);
        }
        else if (!institutes.Contains(form.InstituteCreditCode!))
        {
            tally.Reject(row.Line, Problems.InstituteUnknownField(form.InstituteCreditCode!));
        }
        else if (!noted.TryGetValue(row.Line, out var earlier) || earlier.ExpertId == row.Expert.ExpertId)
        {
            tally.Reject(row.Line, Problems.OrcidTakenField(form.Orcid!));
        }
        else if (earlier.Digest == row.Digest)
        {
            tally.Accept(row.Line, earlier.ExpertId);
        }
        else
        {
            tally.Reject(row.Line, new FieldError("", "idempotency_key_reused", "Under this Idempotency-Key another row was stored for this line; take a new key for a new file."));
        }
    }
}
