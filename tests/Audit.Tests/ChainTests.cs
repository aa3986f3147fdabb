using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Audit.Tests;

public sealed class ChainTests : WithTrail
{
    private const string SelectChain = "select subject_id || ' ' || revision from audit_entry where organisation = @organisation order by sequence";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Writers_at_once_get_a_chain_without_gaps_in_the_order_in_which_a_subject_changed(int organisations)
    {
        const int Writers = 8;
        const int Each = 120;
        string[] concerned = [.. Enumerable.Range(0, organisations).Select(_ => CreditCodes.Next())];
        await Trail.StartChainer();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var revision = 1; revision <= Each; revision++)
            {
                await Trail.Record(Trail.Entry(concerned[writer % organisations], $"need-of-{writer}", revision));
            }
        }));
        await Trail.Chained();

        var verdict = await Trail.Verify();
        Assert.Empty(verdict.Faults);
        Assert.Equal((organisations, Writers * Each), (verdict.Organisations, verdict.Entries));
        foreach (var organisation in concerned)
        {
            var chain = await Trail.Database.Column<string>(SelectChain, new { organisation });
            Assert.All(
                chain.GroupBy(entry => entry.Split(' ')[0]),
                subject => Assert.Equal(Enumerable.Range(1, Each).Select(revision => $"{subject.Key} {revision}"), subject));
            Assert.Equal(
                chain.Count, await Trail.Database.Scalar<int>("select max(sequence)::int from audit_entry where organisation = @organisation and sequence > 0", new { organisation }));
        }
    }

    [Fact]
    public async Task What_an_import_does_to_many_is_chained_one_by_one_for_everybody_it_concerns()
    {
        string[] concerned = [CreditCodes.Next(), CreditCodes.Next()];
        string[] subjects = [.. Enumerable.Range(0, 300).Select(i => $"need-{i}")];
        await Trail.StartChainer();
        await using (var connection = await Trail.Worker.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var entry = Trail.Entry(concerned[0], "", 1) with { Organisations = [.. concerned, concerned[0]] };
            await AuditTrail.RecordEach(transaction, entry, subjects, CancellationToken.None);
            await Assert.ThrowsAsync<ArgumentException>(() => AuditTrail.RecordEach(transaction, entry, ["need-1", "周 衡"], CancellationToken.None));
            await transaction.CommitAsync();
        }

        await Trail.Chained();

        Assert.Empty((await Trail.Verify()).Faults);
        foreach (var organisation in concerned)
        {
            Assert.Equal(subjects.Select(subject => $"{subject} 1"), await Trail.Database.Column<string>(SelectChain, new { organisation }));
        }
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_chained()
    {
        var organisation = CreditCodes.Next();
        await Trail.StartChainer();
        await using (var connection = await Trail.Worker.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await AuditTrail.Record(transaction, Trail.Entry(organisation, "given-up", 1), CancellationToken.None);
            await transaction.RollbackAsync();
        }

        await Trail.Record(Trail.Entry(organisation, "done", 1));
        await Trail.Chained();

        Assert.Equal(["done 1"], await Trail.Database.Column<string>(SelectChain, new { organisation }));
    }

    [Fact]
    public async Task A_transaction_that_stays_open_makes_nobody_wait_and_is_chained_when_it_ends()
    {
        var organisation = CreditCodes.Next();
        await Trail.StartChainer();
        await using var connection = await Trail.Worker.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.Record(transaction, Trail.Entry(organisation, "slow", 1), CancellationToken.None);

        await Trail.Record(Trail.Entry(organisation, "fast", 1));
        await Eventually.Get(() => Trail.Database.Scalar<int>("select count(*)::int from audit_entry"), chained => chained == 1, "the second waited for the first");
        await transaction.CommitAsync();
        await Trail.Chained();

        Assert.Equal(["fast 1", "slow 1"], await Trail.Database.Column<string>(SelectChain, new { organisation }));
        Assert.Empty((await Trail.Verify()).Faults);
    }

    [Fact]
    public async Task An_act_that_concerns_several_organisations_stands_in_the_chain_of_each_once()
    {
        string[] concerned = [CreditCodes.Next(), CreditCodes.Next()];
        await Trail.StartChainer();

        await Trail.Record(AuditEntry.ByService("ranking", [.. concerned, concerned[0]], "match.decided", "match", "m1", 3));
        await Trail.Chained();

        Assert.Equal(concerned.Order(StringComparer.Ordinal), await Trail.Database.Column<string>("select organisation from audit_entry where subject_id = 'm1' order by organisation"));
    }

    [Fact]
    public async Task Two_chainers_at_once_chain_everything_once_and_one_takes_over_when_the_other_ends()
    {
        var organisation = CreditCodes.Next();
        var first = await Trail.StartChainer();
        await Trail.StartChainer();
        await Trail.Record([.. Enumerable.Range(1, 1_500).Select(i => Trail.Entry(organisation, "before", i))]);
        await Trail.Chained();

        await first.StopAsync(CancellationToken.None);
        await Trail.Record([.. Enumerable.Range(1, 1_500).Select(i => Trail.Entry(organisation, "after", i))]);
        await Trail.Chained();

        Assert.Equal(3_000, await Trail.Database.Scalar<int>("select count(distinct (subject_id, revision))::int from audit_entry"));
        Assert.Equal((3_000, 0), ((await Trail.Verify()).Entries, (await Trail.Verify()).Faults.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chainer_that_ends_in_the_middle_of_a_batch_loses_nothing_and_chains_nothing_twice(bool isKilled)
    {
        var organisation = CreditCodes.Next();
        await Trail.Record([.. Enumerable.Range(1, 300).Select(i => Trail.Entry(organisation, "need", i))]);
        await using (var blocker = await Trail.Database.Source.OpenConnectionAsync())
        {
            await using var held = await blocker.BeginTransactionAsync();
            await blocker.ExecuteAsync("lock table audit_entry in share mode");
            var chainer = await Trail.StartChainer();
            var pid = await Eventually.Get(
                () => blocker.ExecuteScalarAsync<int?>("select pid from pg_locks where relation = 'audit_entry'::regclass and not granted"), found => found is not null, "no batch began");
            if (isKilled)
            {
                await using var administrator = new NpgsqlConnection(Environment.GetEnvironmentVariable("MATCHMAKING_TEST_POSTGRES"));
                Assert.True(await administrator.ExecuteScalarAsync<bool>("select pg_terminate_backend(@pid)", new { pid }));
            }
            else
            {
                await chainer.StopAsync(CancellationToken.None);
                Assert.Equal(300, await Trail.Database.Scalar<int>("select count(*)::int from audit_unchained"));
            }
        }

        await Trail.StartChainer();
        await Trail.Chained();

        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"need {i}"), await Trail.Database.Column<string>(SelectChain, new { organisation }));
        Assert.Empty((await Trail.Verify()).Faults);
    }

    public static TheoryData<string, JsonObject> Refused => new()
    {
        { "a name", new() { ["by"] = "王某" } },
        { "free text", new() { ["reason"] = "too expensive for us" } },
        { "free text in a list", new() { ["reasons"] = new JsonArray("price", "we do not like it") } },
        { "free text in an object", new() { ["a"] = new JsonObject { ["b"] = "two words" } } },
        { "a name of a field", new() { ["two words"] = 1 } },
        { "what is long", new() { ["digest"] = new string('a', 501) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_could_be_personal_is_not_written_down(string what, JsonObject detail)
    {
        var entry = Trail.Entry(CreditCodes.Next(), "need", 1) with { Detail = detail };

        await Assert.ThrowsAsync<ArgumentException>(() => Trail.Record(entry));
        Assert.True(await Trail.Database.Scalar<long>("select count(*) from audit_unchained") == 0, what);
    }

    [Fact]
    public async Task A_detail_of_more_than_4_KB_is_refused()
    {
        var entry = Trail.Entry(CreditCodes.Next(), "need", 1) with { Detail = new() { ["ids"] = new JsonArray([.. Enumerable.Range(0, 600).Select(i => JsonValue.Create($"id-{i}"))]) } };

        Assert.Equal("audit_unchained_detail", (await Assert.ThrowsAsync<PostgresException>(() => Trail.Record(entry))).ConstraintName);
    }
}
