using System.Data;
using System.Diagnostics;
using Npgsql;

namespace Matchmaking.Audit.Verify;

/// <summary>Verifies the trail of one database: every row in one pass, as of one moment, against itself and against the witness. Changes nothing.</summary>
internal static class TrailVerification
{
    /// <summary>How long a head may be committed before it stands in the witness, which is written right after the commit.</summary>
    public static readonly TimeSpan WitnessDelay = TimeSpan.FromSeconds(5);

    private const string SelectEntries = """
        select organisation, sequence, at, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id, detail::text, detail_salt, detail_hash,
               previous_hash, hash,
               case when detail is null and detail_hash is not null then exists (
                   select from audit_entry erasure
                   where erasure.subject_id = entry.sequence::text and erasure.organisation = entry.organisation
                     and erasure.subject_kind = 'audit_entry' and erasure.action = 'audit.detail_erased')
                 or exists (
                   select from audit_unchained erasure
                   where erasure.subject_id = entry.sequence::text and erasure.organisation = entry.organisation
                     and erasure.subject_kind = 'audit_entry' and erasure.action = 'audit.detail_erased')
               else true end
        from audit_entry entry
        order by organisation, sequence
        """;

    private const string SelectPlaces = """
        select sequence - 1 from audit_entry where organisation = $1 and previous_hash = $2
        union
        select max(sequence) from audit_entry where organisation = $1
        """;

    private const string SelectUnguarded = """
        select 'the trigger ' || name || ' is missing or off'
        from unnest(array['audit_entry_stays', 'audit_entry_is_not_emptied', 'audit_unchained_stays']) name
        where not exists (select from pg_trigger where tgname = name and tgenabled = 'A')
        union all
        select role || ' may ' || privilege || ' on audit_entry'
        from unnest(array['matchmaking_api', 'matchmaking_worker']) role, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) privilege
        where has_table_privilege(role, 'audit_entry', privilege)
        union all
        select 'row-level security is off on ' || relname from pg_class where relname in ('audit_entry', 'audit_unchained') and not relrowsecurity
        """;

    /// <summary>Verifies the database of <paramref name="connectionString"/>; its name names the service.</summary>
    /// <param name="connectionString">Of a role that sees all rows: the worker, the owner or the administrator.</param>
    /// <param name="witnessFolder">Where its witness is; null for none.</param>
    /// <param name="patience">How long the witness may be behind; <see cref="WitnessDelay"/> while services are at work.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached or read.</exception>
    public static async Task<Verdict> Run(string connectionString, string? witnessFolder, TimeSpan patience, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        var clock = Stopwatch.StartNew();
        var faults = new Faults();
        var path = witnessFolder is null ? null : Path.Combine(witnessFolder, WitnessFile.NameFor(connection.Database));
        // Before the rows: whatever it has seen was committed by then.
        var witness = ReadWitness(path, faults);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var walk = new ChainWalk(witness ?? [], faults);
        await using (var command = new NpgsqlCommand(SelectEntries, connection, transaction))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                walk.Next(Read(reader), reader.GetBoolean(15));
            }
        }

        walk.End();
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var row in walk.Unexplained)
        {
            // Its place is before the row that follows it, or at the end, or where another row stands in the wrong place.
            var places = await Column<long>(connection, SelectPlaces, cancellation, row.Organisation, row.Hash);
            walk.Explain(row, places.Concat(walk.Unexplained.Where(other => other.Organisation == row.Organisation).Select(other => other.Sequence)));
        }

        foreach (var unguarded in await Column<string>(connection, SelectUnguarded, cancellation))
        {
            faults.Add(null, null, "unguarded", unguarded);
        }

        var unchained = (await Column<long>(connection, "select count(*) from audit_unchained", cancellation))[0];
        await transaction.RollbackAsync(cancellation);
        if (witness is not null)
        {
            await CheckWitnessed(path!, walk.Ahead, patience, faults, cancellation);
        }

        return new Verdict(connection.Database, walk.Organisations, walk.Entries, unchained, witness?.Count, seconds, faults.Count, faults.Kept);
    }

    private static Dictionary<string, ChainHead>? ReadWitness(string? path, Faults faults)
    {
        try
        {
            return path is null ? null : WitnessFile.Read(path);
        }
        catch (InvalidDataException damage)
        {
            faults.Add(null, null, "witness_damaged", damage.Message);
            return null;
        }
    }

    private static async Task CheckWitnessed(string path, Dictionary<string, long> ahead, TimeSpan patience, Faults faults, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var witness = WitnessFile.Read(path);
        while (Behind().Any() && clock.Elapsed < patience)
        {
            await Task.Delay(100, cancellation);
            witness = WitnessFile.Read(path);
        }

        foreach (var (organisation, sequence) in Behind().OrderBy(head => head.Key, StringComparer.Ordinal))
        {
            var witnessed = witness.GetValueOrDefault(organisation)?.Sequence ?? 0;
            faults.Add(organisation, witnessed + 1, "not_witnessed", $"the chain ends at {sequence}, the witness at {witnessed}: lines were taken out of it, or rows added by somebody else than the service");
        }

        IEnumerable<KeyValuePair<string, long>> Behind() => ahead.Where(head => (witness.GetValueOrDefault(head.Key)?.Sequence ?? 0) < head.Value);
    }

    private static async Task<List<T>> Column<T>(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        var values = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(await reader.GetFieldValueAsync<T>(0, cancellation));
        }

        return values;
    }

    private static ChainedEntry Read(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        byte[]? Bytes(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
        return new ChainedEntry(
            row.GetString(0), row.GetInt64(1), row.GetDateTime(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
            row.IsDBNull(8) ? null : row.GetInt64(8), Text(9), Text(10), Bytes(11), Bytes(12), row.GetFieldValue<byte[]>(13), row.GetFieldValue<byte[]>(14));
    }
}
