using Dapper;
using Matchmaking.Harness;
using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.Platform.Tests;

public sealed class DeferralTests : IAsyncLifetime
{
    private const string Insert = "insert into note (id, body, place) values ($1, $2, $3::bigint)";

    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("create table note (id int primary key, body text, place bigint)");
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Deferred_statements_run_in_their_order_with_the_commit_and_not_before()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using var deferral = Deferral.Of(transaction);
            await Deferral.Execute(transaction, Insert, default, 1, null, null);
            await Deferral.Execute(transaction, "update note set body = $2 where id = $1", default, 1, "后来");
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("select count(*) from note", transaction: transaction));
            await Deferral.Commit(transaction, default);
        }

        Assert.Equal(["后来"], await database.Column<string>("select body from note"));
    }

    [Fact]
    public async Task A_query_sees_what_was_deferred_before_it_and_reads_its_own_rows()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (var (id, first) in ((int, NpgsqlBatchCommand?)[])[(1, null), (2, new NpgsqlBatchCommand("select 'nobody reads this'"))])
        {
            await using var transaction = await connection.BeginTransactionAsync();
            using var deferral = Deferral.Of(transaction, first);
            await Deferral.Execute(transaction, Insert, default, id, "before", null);
            foreach (var _ in (string[])["with what was deferred", "with nothing"])
            {
                await using var reader = await Deferral.Read(transaction, "select body from note where id = $1", default, id);
                Assert.True(await reader.ReadAsync());
                Assert.Equal("before", reader.GetString(0));
            }

            await Deferral.Execute(transaction, "update note set body = 'after' where id = $1", default, id);
            await Deferral.Commit(transaction, default);
        }

        Assert.Equal(["after", "after"], await database.Column<string>("select body from note"));
    }

    [Fact]
    public async Task What_is_not_committed_is_forgotten_and_the_next_transaction_of_the_connection_defers_nothing()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using var deferral = Deferral.Of(transaction);
            await Deferral.Execute(transaction, Insert, default, 1, "dropped", 7L);
        }

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Deferral.Execute(transaction, Insert, default, 2, "kept", null);
            Assert.Equal(1, await connection.ExecuteScalarAsync<int>("select count(*) from note", transaction: transaction));
            await Deferral.Commit(transaction, default);
        }

        Assert.Equal([2], await database.Column<int>("select id from note"));
    }

    [Fact]
    public async Task A_deferred_statement_that_is_refused_leaves_nothing_of_the_transaction()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using var deferral = Deferral.Of(transaction);
            await connection.ExecuteAsync("insert into note values (1, 'first', 0)", transaction: transaction);
            await Deferral.Execute(transaction, Insert, default, 1, "a second time", null);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Deferral.Commit(transaction, default));
            Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
        }

        Assert.Empty(await database.Column<int>("select id from note"));
        await using var next = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("insert into note values (3, 'the connection goes on', 0)", transaction: next);
        await next.CommitAsync();
        Assert.Equal([3], await database.Column<int>("select id from note"));
    }
}
