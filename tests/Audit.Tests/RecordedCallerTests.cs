using System.Diagnostics;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Audit.Tests;

public sealed class RecordedCallerTests : WithTrail
{
    [Fact]
    public async Task What_a_caller_does_is_written_down_with_the_account_and_the_trace_by_the_connection_of_the_request()
    {
        var caller = new Caller("account-7", CreditCodes.Next(), new HashSet<string> { Roles.Enterprise }, new HashSet<string>(), [], IsMachine: false);
        await using var source = NpgsqlDataSource.Create(Trail.Database.As("api"));
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using (var connection = await new CallerDatabase(source, source, caller).OpenConnectionAsync(CancellationToken.None))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await AuditTrail.Record(transaction, AuditEntry.By(caller, "demand.published", "demand", "d1", 4), CancellationToken.None);
            await transaction.CommitAsync();
        }

        await Trail.StartChainer();
        await Trail.Chained();

        var row = (await (await Trail.Database.Source.OpenConnectionAsync()).QuerySingleAsync<ChainedEntry>($"select {ChainedEntry.Columns} from audit_entry"));
        Assert.Equal(
            (caller.Organisation, "account-7", caller.Organisation, "demand.published", "demand", "d1", 4L, activity.TraceId.ToString()),
            (row.Organisation, row.Actor, row.ActorOrganisation, row.Action, row.SubjectKind, row.SubjectId, row.Revision, row.RequestId));
        Assert.InRange(row.At, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }

    [Fact]
    public void The_form_that_is_hashed_never_changes()
    {
        var entry = new ChainedEntry(
            "91330604YY0009990B", 2, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(6), "account-7", "91330604YY0009990B", "demand.published", "demand", "d1", null,
            "0af7651916cd43dd8448eb211c80319c", null, null, null, EntryHash.None, []);

        // Computed by other code: a chain that was made by this form must be verified for ever.
        Assert.Equal("d0a8314e467927d90479f3ec95edc9c1d578aa89ef1d6fa2544cfcb84b6d5f35", Convert.ToHexStringLower(new EntryHash().Of(entry)));
    }
}
