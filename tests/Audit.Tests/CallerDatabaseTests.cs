using Dapper;
using Matchmaking.Access;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Audit.Tests;

/// <summary>Whose rows a request sees, one connection after the other: what one caller was shown must not be left for the next.</summary>
public sealed class CallerDatabaseTests : WithTrail
{
    private const string Insert = "insert into idempotency_key (scope, key, request_digest) values ($1, $2, '')";
    private const string Count = "select count(*)::int from idempotency_key";

    private readonly Caller one = Enterprise(CreditCodes.Next());
    private readonly Caller other = Enterprise(CreditCodes.Next());

    [Fact]
    public async Task A_change_sees_what_is_its_callers_and_the_connection_nothing_afterwards()
    {
        await using var source = OneConnection();
        foreach (var (caller, commits) in ((Caller, bool)[])[(one, true), (other, true), (one, false), (other, false)])
        {
            await using (var change = await new CallerDatabase(source, source, caller).BeginAsync(commits ? () => Taking(caller) : null, default))
            {
                Assert.Equal(1, await change.Transaction.Connection!.QuerySingleAsync<int>(Count, transaction: change.Transaction));
                if (commits)
                {
                    await change.Transaction.CommitAsync();
                }
            }

            await using var after = await source.OpenConnectionAsync();
            Assert.Equal(0, await after.QuerySingleAsync<int>(Count));
        }
    }

    [Fact]
    public async Task A_change_whose_settings_were_not_sent_sees_and_changes_nothing()
    {
        await using var source = OneConnection();
        await using (var before = await new CallerDatabase(source, source, one).BeginAsync(() => Taking(one), default))
        {
            await before.Transaction.CommitAsync();
        }

        await using var change = await new CallerDatabase(source, source, one).BeginSilentlyAsync(default);
        Assert.Equal(0, await change.Transaction.Connection!.QuerySingleAsync<int>(Count, transaction: change.Transaction));
        await using var batch = new NpgsqlBatch(change.Transaction.Connection, change.Transaction) { BatchCommands = { Taking(one) } };
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => batch.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_reader_sees_nothing_of_the_reader_before()
    {
        await using var source = OneConnection();
        await using (var change = await new CallerDatabase(source, source, one).BeginAsync(() => Taking(one), default))
        {
            await change.Transaction.CommitAsync();
        }

        foreach (var (caller, seen) in ((Caller, int)[])[(one, 1), (other, 0), (one, 1)])
        {
            await using var connection = await new CallerDatabase(source, source, caller).OpenConnectionAsync(default);
            Assert.Equal(seen, await connection.QuerySingleAsync<int>(Count));
        }
    }

    [Fact]
    public async Task A_connection_that_the_server_has_ended_meanwhile_is_nobodys_fault()
    {
        await using var source = OneConnection();
        var database = new CallerDatabase(source, source, one);
        for (var round = 0; round < 3; round++)
        {
            await using (var connection = await database.OpenConnectionAsync(default))
            {
                Assert.Equal(round, await connection.QuerySingleAsync<int>(Count));
            }

            // Often enough that the connection has plans of it, which go with the connection.
            for (var again = 0; again < 4; again++)
            {
                await using var change = await database.BeginAsync(() => Taking(one, $"{round}"), default);
            }

            await End();
            await using (var change = await database.BeginAsync(() => Taking(one, $"{round}"), default))
            {
                await change.Transaction.CommitAsync();
            }

            await End();
        }
    }

    // As the role itself, which may end its own.
    private async Task End()
    {
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Trail.Database.As("api")) { Pooling = false }.ConnectionString);
        await other.OpenAsync();
        Assert.Equal(1, await other.QuerySingleAsync<int>("select count(pg_terminate_backend(pid, 5000))::int from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()"));
    }

    private static Caller Enterprise(string code) => new($"account-of-{code}", code, new HashSet<string> { Roles.Enterprise }, new HashSet<string>(), [], IsMachine: false);

    private static NpgsqlBatchCommand Taking(Caller caller, string key = "k") =>
        new(Insert) { Parameters = { new() { Value = $"{caller.Organisation} POST /x" }, new() { Value = key } } };

    // As services have it: whoever opens gets the connection of who came before, which nothing has reset.
    private NpgsqlDataSource OneConnection() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Trail.Database.As("api")) { MaxPoolSize = 1, NoResetOnClose = true, MaxAutoPrepare = 100, AutoPrepareMinUsages = 3 }.ConnectionString);
}
