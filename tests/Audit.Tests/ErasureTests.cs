using Matchmaking.Harness;

namespace Matchmaking.Audit.Tests;

public sealed class ErasureTests : WithTrail
{
    [Fact]
    public async Task Erased_details_are_gone_the_chain_holds_and_says_that_they_were_erased()
    {
        var organisation = await Trail.Chain(3);

        Assert.Equal(1, await Erase("need-2"));

        Assert.Empty((await Trail.Verify()).Faults);
        await Trail.StartChainer();
        await Trail.Chained();
        Assert.Empty((await Trail.Verify()).Faults);
        Assert.Equal(
            ["1 true", "2 false", "3 true"],
            await Trail.Database.Column<string>("select sequence || ' ' || (detail is not null and detail_salt is not null)::text from audit_entry where subject_kind = 'demand' order by sequence"));
        Assert.Equal(
            [$"{organisation} audit.detail_erased 2 eraser"],
            await Trail.Database.Column<string>("select concat_ws(' ', organisation, action, subject_id, actor) from audit_entry where subject_kind = 'audit_entry'"));
    }

    [Fact]
    public async Task A_detail_that_waits_for_its_place_is_erased_too()
    {
        await Trail.Record(Trail.Entry(CreditCodes.Next(), "waiting", 1));

        await Erase("waiting");
        await Trail.StartChainer();
        await Trail.Chained();

        Assert.Equal(1, await Trail.Database.Scalar<int>("select count(*)::int from audit_entry where subject_id = 'waiting' and detail is null and detail_hash is null"));
        Assert.Empty((await Trail.Verify()).Faults);
    }

    [Fact]
    public async Task A_detail_that_was_taken_away_without_a_word_is_told()
    {
        var organisation = await Trail.Chain(3);

        await Trail.Tamper("update audit_entry set detail = null, detail_salt = null where sequence = 2");

        Assert.Equal(["detail_removed@2"], await Trail.Faults(organisation));
    }

    private async Task<long> Erase(string subject)
    {
        await using var connection = await Trail.Worker.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var erased = await AuditTrail.EraseDetails(transaction, "demand", subject, "eraser", AuditEntry.Platform, CancellationToken.None);
        await transaction.CommitAsync();
        return erased;
    }
}
