extern alias verify;

using System.Diagnostics;
using System.Security.Cryptography;
using Dapper;
using Matchmaking.Audit;
using Npgsql;
using verify::Matchmaking.Audit.Verify;

namespace Matchmaking.Bench.Audit;

/// <summary>
/// What the audit trail costs: changes with an entry beside changes without, both of one organisation by eight writers in turns; beside the same with a
/// chain that is extended within the transaction, which was not built; and how fast entries are chained and verified.
/// </summary>
internal sealed class AuditBench(ScratchTrail trail)
{
    private const int Writers = 8;
    private const int Rounds = 5;
    private const int Entries = 200_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private const string InsertChange = "insert into change (title, body) values (@Title, @Body)";

    private const string LockHead = "select sequence as Sequence, hash as Hash from chain_head where organisation = 'bench' for update";

    private const string ExtendChain = """
        insert into audit_entry (organisation, sequence, at, actor, actor_organisation, action, subject_kind, subject_id, revision, previous_hash, hash)
        values ('bench', @Sequence, clock_timestamp(), 'account-7', 'bench', 'demand.published', 'demand', '0190a000-0000-7000-8000-00000000000a', 1, @Previous, @Hash);
        update chain_head set sequence = @Sequence, hash = @Hash where organisation = 'bench';
        """;

    private const string InsertMany = """
        insert into audit_unchained (organisation, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id, detail)
        select 'org-' || i % 500, 'account-7', 'org-' || i % 500, 'demand.published', 'demand', gen_random_uuid()::text, i, md5(i::text), '{"digest":"scorecard/2+model:0123456789abcdef"}'
        from generate_series(1, 200000) i
        """;

    private static readonly object Change = new { Title = "高精度陶瓷轴承磨削工艺", Body = new string('x', 2_000) };
    private static readonly AuditEntry Entry = new(["bench"], "account-7", "bench", "demand.published", "demand", "0190a000-0000-7000-8000-00000000000a", 1);

    public async Task<List<Ratio>> Measure()
    {
        var (plain, recorded, chained) = (new List<double>(), new List<double>(), new List<double>());
        await Rate(trail.Request, InTransaction);
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(await Rate(trail.Request, _ => Task.CompletedTask));
            recorded.Add(await Rate(trail.Request, InTransaction));
            chained.Add(await Rate(() => trail.Source.OpenConnectionAsync().AsTask(), ChainedWithin));
        }

        // By turns, and the median of their ratios: other work on the machine must not fall on one of them alone.
        var cost = Ratio.At(plain.Zip(recorded, (without, with) => with / without), 0.5);
        var lockCost = Ratio.At(plain.Zip(chained, (without, with) => with / without), 0.5);
        await trail.Run<object>("alter table audit_entry disable trigger user; truncate audit_entry, audit_unchained; alter table audit_entry enable always trigger audit_entry_stays; alter table audit_entry enable always trigger audit_entry_is_not_emptied");
        await trail.Run<object>(InsertMany);
        var chaining = await Chaining();
        var verdict = await TrailVerification.Run(trail.ConnectionString, null, TimeSpan.Zero, CancellationToken.None);
        return
        [
            new("changes a second without an entry", Ratio.At(plain, 0.5), "/s"),
            new("changes a second with an entry", Ratio.At(recorded, 0.5), "/s"),
            new("with an entry / without", cost, "x", 0.5, AtMost: false),
            new("chained within the transaction / without", lockCost, "x"),
            new("entries chained a second", chaining, "/s", 5_000, AtMost: false),
            new("entries verified a second", verdict.EntriesPerSecond, "/s", 50_000, AtMost: false),
            new("faults in what was chained", verdict.FaultCount, "", 0),
        ];
    }

    private static async Task<double> Rate(Func<Task<NpgsqlConnection>> open, Func<NpgsqlTransaction, Task> act)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => open()));
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < Round; count++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await act(transaction);
                await connection.ExecuteAsync(InsertChange, Change, transaction);
                await transaction.CommitAsync();
            }

            return count;
        })));
        var rate = counts.Sum() / clock.Elapsed.TotalSeconds;
        foreach (var connection in connections)
        {
            await connection.ExecuteAsync("reset role");
            await connection.DisposeAsync();
        }

        return rate;
    }

    private static Task InTransaction(NpgsqlTransaction transaction) => AuditTrail.Record(transaction, Entry, CancellationToken.None);

    private static async Task ChainedWithin(NpgsqlTransaction transaction)
    {
        var (sequence, previous) = await transaction.Connection!.QuerySingleAsync<(long, byte[])>(LockHead, transaction: transaction);
        var next = new { Sequence = sequence + 1, Previous = previous, Hash = SHA256.HashData(previous) };
        await transaction.Connection!.ExecuteAsync(ExtendChain, next, transaction);
    }

    private async Task<double> Chaining()
    {
        await using var connection = await trail.Source.OpenConnectionAsync();
        var chains = new Chains(connection, null, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        for (var chained = 1; chained > 0;)
        {
            chained = await chains.Extend(CancellationToken.None);
        }

        return Entries / clock.Elapsed.TotalSeconds;
    }
}
