using Dapper;
using Matchmaking.Audit.Verify;
using Matchmaking.Harness;
using Matchmaking.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Audit.Tests;

/// <summary>A database with a trail, its chainers and its witness.</summary>
public sealed class Trail : IAsyncDisposable
{
    private readonly List<ChainEntries> chainers = [];

    private Trail(TestDatabase database)
    {
        Database = database;
        Worker = NpgsqlDataSource.Create(database.As("worker"));
    }

    public TestDatabase Database { get; }

    public NpgsqlDataSource Worker { get; }

    public string WitnessFolder { get; } = Path.Combine(Path.GetTempPath(), $"witness-{Guid.NewGuid():N}");

    public string WitnessPath => Path.Combine(WitnessFolder, WitnessFile.NameFor(Database.Password));

    public static async Task<Trail> Create()
    {
        var database = await TestDatabase.Create();
        var options = Options.Create(new DatabaseOptions { ConnectionString = database.ConnectionString, WorkerPassword = database.Password, ApiPassword = database.Password });
        await new SchemaMigrator(options, typeof(Trail).Assembly, NullLogger<SchemaMigrator>.Instance).StartAsync(CancellationToken.None);
        return new Trail(database);
    }

    /// <summary>Starts one more chainer.</summary>
    internal async Task<ChainEntries> StartChainer()
    {
        var chainer = new ChainEntries(Worker, Options.Create(new AuditOptions { WitnessFolder = WitnessFolder }), TimeProvider.System, NullLogger<ChainEntries>.Instance);
        chainers.Add(chainer);
        await chainer.StartAsync(CancellationToken.None);
        return chainer;
    }

    /// <summary>Stops every chainer, so that nothing changes while a test tampers.</summary>
    public async Task StopChainers()
    {
        foreach (var chainer in chainers)
        {
            await chainer.StopAsync(CancellationToken.None);
            chainer.Dispose();
        }

        chainers.Clear();
    }

    /// <summary>Writes entries down, all in one transaction.</summary>
    public async Task Record(params AuditEntry[] entries)
    {
        await using var connection = await Worker.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var entry in entries)
        {
            await AuditTrail.Record(transaction, entry, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    /// <summary>A chain of <paramref name="count"/> entries, witnessed, with nobody at work on it any more.</summary>
    public async Task<string> Chain(int count)
    {
        var organisation = CreditCodes.Next();
        await Record([.. Enumerable.Range(1, count).Select(i => Entry(organisation, $"need-{i}", i))]);
        await StartChainer();
        await Chained();
        await StopChainers();
        return organisation;
    }

    /// <summary>Waits until nothing waits for its place.</summary>
    public Task Chained() => Eventually.Get(() => Database.Scalar<long>("select count(*) from audit_unchained"), waiting => waiting == 0, "entries were not chained");

    public static AuditEntry Entry(string organisation, string subject, long revision) =>
        AuditEntry.ByService("test", [organisation], "demand.published", "demand", subject, revision, new() { ["digest"] = $"scorecard/2+model:{revision}", ["rank"] = revision });

    /// <summary>Changes the trail as the administrator of the database, who is bound by nothing, with the triggers off meanwhile.</summary>
    public async Task Tamper(string sql, object? parameters = null)
    {
        await using var administrator = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("MATCHMAKING_TEST_POSTGRES")) { Database = Database.Password, Pooling = false }.ConnectionString);
        await administrator.ExecuteAsync("alter table audit_entry disable trigger user");
        await administrator.ExecuteAsync(sql, parameters);
        await administrator.ExecuteAsync("""
            alter table audit_entry enable always trigger audit_entry_stays;
            alter table audit_entry enable always trigger audit_entry_is_not_emptied;
            """);
    }

    internal Task<Verdict> Verify(bool witnessed = true) =>
        TrailVerification.Run(Database.ConnectionString, witnessed ? WitnessFolder : null, chainers.Count > 0 ? TrailVerification.WitnessDelay : TimeSpan.Zero, CancellationToken.None);

    /// <summary>code@sequence of each fault of an organisation, in order.</summary>
    internal async Task<string[]> Faults(string organisation, bool witnessed = true)
    {
        var verdict = await Verify(witnessed);
        Assert.All(verdict.Faults, fault => Assert.Equal(organisation, fault.Organisation));
        return [.. verdict.Faults.OrderBy(fault => fault.Sequence).ThenBy(fault => fault.Code, StringComparer.Ordinal).Select(fault => $"{fault.Code}@{fault.Sequence}")];
    }

    public async ValueTask DisposeAsync()
    {
        await StopChainers();
        await Worker.DisposeAsync();
        await Database.DisposeAsync();
        if (Directory.Exists(WitnessFolder))
        {
            Directory.Delete(WitnessFolder, recursive: true);
        }
    }
}

/// <summary>A trail of its own for each test.</summary>
public abstract class WithTrail : IAsyncLifetime
{
    protected Trail Trail { get; private set; } = null!;

    public async Task InitializeAsync() => Trail = await Trail.Create();

    public async Task DisposeAsync() => await Trail.DisposeAsync();
}
