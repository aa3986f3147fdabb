using Dapper;

namespace Matchmaking.Audit.Tests;

/// <summary>What somebody does to the chain who may do everything in the database.</summary>
public sealed class TamperTests : WithTrail
{
    private const int Length = 7;

    // Of every column another value of its type.
    private static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["organisation"] = "'91330604YY000000XX'",
        ["sequence"] = "sequence + 100",
        ["at"] = "at - interval '1 microsecond'",
        ["actor"] = "actor || 'x'",
        ["actor_organisation"] = "'91330604YY000000XX'",
        ["action"] = "'demand.closed'",
        ["subject_kind"] = "'expert'",
        ["subject_id"] = "subject_id || '0'",
        ["revision"] = "null",
        ["request_id"] = "'0123456789abcdef0123456789abcdef'",
        ["detail"] = "'{\"digest\":\"scorecard/3\"}'::json",
        ["detail_salt"] = "set_byte(detail_salt, 0, get_byte(detail_salt, 0) # 1)",
        ["detail_hash"] = "set_byte(detail_hash, 31, get_byte(detail_hash, 31) # 1)",
        ["previous_hash"] = "set_byte(previous_hash, 31, get_byte(previous_hash, 31) # 1)",
        ["hash"] = "set_byte(hash, 31, get_byte(hash, 31) # 1)",
    };

    [Fact]
    public async Task Any_change_of_any_column_of_any_row_is_found_and_the_row_named()
    {
        var organisation = await Trail.Chain(Length);
        var columns = await Trail.Database.Column<string>("select column_name from information_schema.columns where table_name = 'audit_entry'");
        Assert.Equal(columns.Order(), Changes.Keys.Order());
        await Trail.Tamper("create table kept as select * from audit_entry");
        foreach (var column in columns)
        {
            for (var row = 1; row <= Length; row++)
            {
                await Trail.Tamper($"update audit_entry set {column} = {Changes[column]} where sequence = @row", new { row });

                var verdict = await Trail.Verify();
                var named = verdict.Faults.Where(fault => fault.Organisation == organisation && fault.Sequence == row).Select(fault => fault.Code).ToArray();
                var expected = column switch
                {
                    "detail" or "detail_salt" => ["detail_altered"],
                    "detail_hash" => ["detail_altered", "altered"],
                    "organisation" or "sequence" => ["removed"],
                    _ => new[] { "altered" },
                };
                Assert.True(expected.SequenceEqual(named), $"{column} of row {row}: {string.Join("; ", verdict.Faults)}");
                // Only where a row was moved something else is wrong as well: the place it came to.
                Assert.Equal(column is "organisation" or "sequence", verdict.FaultCount > expected.Length);
                await Trail.Tamper("delete from audit_entry; insert into audit_entry select * from kept");
            }
        }

        Assert.Empty((await Trail.Verify()).Faults);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Length)]
    public async Task A_removed_row_is_named(int row)
    {
        var organisation = await Trail.Chain(Length);

        await Trail.Tamper("delete from audit_entry where sequence = @row", new { row });

        Assert.Equal([$"removed@{row}"], await Trail.Faults(organisation));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(2, 6)]
    [InlineData(1, Length)]
    [InlineData(Length - 1, Length)]
    public async Task Two_rows_that_changed_places_are_named_with_the_places_they_belong_to(int one, int other)
    {
        var organisation = await Trail.Chain(Length);

        await Trail.Tamper(
            """
            update audit_entry set sequence = 1000 where sequence = @one;
            update audit_entry set sequence = @one where sequence = @other;
            update audit_entry set sequence = @other where sequence = 1000;
            """,
            new { one, other });

        Assert.Equal([$"reordered@{one}", $"reordered@{other}"], await Trail.Faults(organisation));
        Assert.Equal(
            [$"the row that stands here belongs to place {other}", $"the row that stands here belongs to place {one}"],
            (await Trail.Verify()).Faults.OrderBy(fault => fault.Sequence).Select(fault => fault.What));
    }

    [Fact]
    public async Task A_forged_row_is_found_whether_its_hash_is_made_up_or_right()
    {
        var organisation = await Trail.Chain(Length);
        await Trail.Tamper("insert into audit_entry select organisation, 8, at, 'somebody', actor_organisation, action, subject_kind, subject_id, revision, request_id, null, null, null, hash, hash from audit_entry where sequence = 7");

        Assert.Equal(["altered@8", "not_witnessed@8"], await Trail.Faults(organisation));

        await Rewrite(8, entry => entry);
        Assert.Equal(["not_witnessed@8"], await Trail.Faults(organisation));
    }

    [Fact]
    public async Task A_row_that_stands_twice_is_named()
    {
        var organisation = await Trail.Chain(Length);

        await Trail.Tamper("alter table audit_entry drop constraint audit_entry_place; insert into audit_entry select * from audit_entry where sequence = 3");

        Assert.Equal(["inserted@3"], await Trail.Faults(organisation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Length)]
    public async Task A_tail_that_was_made_anew_without_a_fault_is_found_by_the_witness_alone(int from)
    {
        var organisation = await Trail.Chain(Length);

        await Rewrite(from, entry => entry.Sequence == from ? entry with { Actor = "somebody-else" } : entry);

        Assert.Empty((await Trail.Verify(witnessed: false)).Faults);
        Assert.Equal([$"rewritten@{Length}"], await Trail.Faults(organisation));
    }

    [Fact]
    public async Task A_row_that_was_made_anew_with_its_hash_but_without_what_follows_is_found_without_a_witness()
    {
        var organisation = await Trail.Chain(Length);

        await Rewrite(4, entry => entry with { Action = "demand.closed" }, to: 4);

        Assert.Equal(["rewritten@5"], await Trail.Faults(organisation, witnessed: false));
    }

    [Fact]
    public async Task A_chain_that_is_gone_altogether_is_found_by_the_witness()
    {
        var organisation = await Trail.Chain(Length);
        await Trail.Tamper("delete from audit_entry");

        var fault = Assert.Single((await Trail.Verify()).Faults);

        Assert.Equal((organisation, "removed"), (fault.Organisation, fault.Code));
    }

    [Fact]
    public async Task Protection_that_was_taken_away_is_found()
    {
        await Trail.Chain(1);
        await Trail.Tamper("grant update on audit_entry to matchmaking_api; alter table audit_unchained disable row level security; alter table audit_unchained disable trigger user");

        Assert.Equal(
            ["matchmaking_api may UPDATE on audit_entry", "row-level security is off on audit_unchained", "the trigger audit_unchained_stays is missing or off"],
            (await Trail.Verify()).Faults.Select(fault => fault.What).Order(StringComparer.Ordinal));
    }

    // As somebody would who knows how the hash is made.
    private async Task Rewrite(int from, Func<ChainedEntry, ChainedEntry> change, int to = int.MaxValue)
    {
        await using var connection = await Trail.Database.Source.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<ChainedEntry>($"select {ChainedEntry.Columns} from audit_entry order by sequence")).AsList();
        var hashes = new EntryHash();
        var previous = from == 1 ? EntryHash.None : rows[from - 2].Hash;
        foreach (var row in rows.Where(row => row.Sequence >= from && row.Sequence <= to))
        {
            var forged = change(row) with { PreviousHash = previous };
            previous = hashes.Of(forged);
            await Trail.Tamper(
                "update audit_entry set actor = @Actor, action = @Action, previous_hash = @PreviousHash, hash = @previous where sequence = @Sequence",
                new { forged.Actor, forged.Action, forged.PreviousHash, previous, forged.Sequence });
        }
    }
}
