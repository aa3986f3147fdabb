using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Instruments.Bookings;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>What every change of an instrument does beside itself.</summary>
internal static class InstrumentSteps
{
    // Versions follow each other even where two replicas do not agree on the time.
    private const string InsertHours = """
        insert into instrument_hours (owner_code, instrument_id, valid_from, opening, closed_days)
        select @Owner, @Id, greatest(@Now, (select max(valid_from) + interval '1 microsecond' from instrument_hours where instrument_id = @Id)), @Opening::jsonb, @ClosedDays::date[]
        """;

    private const string RaiseRevision = "update instrument set revision = revision + 1, updated_at = @now where instrument_id = @id";

    /// <summary>Writes down from when on these hours hold.</summary>
    public static Task StoreHours(NpgsqlTransaction transaction, Guid id, InstrumentForm form, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertHours,
            new { Owner = form.OwnerCreditCode, Id = id, Now = now, Opening = InstrumentRow.OpeningOf(form), ClosedDays = InstrumentRow.ClosedDaysOf(form) },
            transaction,
            cancellationToken: cancellation));

    /// <summary>Raises the revision, for a change that stands in another table.</summary>
    public static Task Raise(NpgsqlTransaction transaction, Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(RaiseRevision, new { id, now }, transaction, cancellationToken: cancellation));

    /// <summary>Cancels what is in the way, for the owner.</summary>
    public static async Task Cancel(NpgsqlTransaction transaction, IEnumerable<BookingRow> bookings, string reasonCode, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var booking in bookings)
        {
            await BookingSteps.Append(transaction, booking, new BookingStep("cancelled", "owner", reasonCode), caller, now, cancellation);
        }
    }

    /// <summary>Tells followers and the audit trail of the change, and answers the instrument as it stands now.</summary>
    public static async Task<InstrumentRow> Announce(NpgsqlTransaction transaction, Guid id, Caller caller, string action, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = (await InstrumentRow.Find(transaction.Connection!, transaction, id, now, cancellation))!;
        await Outbox.Add(transaction, new InstrumentListed(id, row.Revision, row.Name, row.Kind, row.PlatformKind, row.OwnerCode, row.RegionCode, row.Fields, row.State, now), cancellation);
        await AuditTrail.Record(transaction, AuditEntry.By(caller, action, "instrument", $"{id}", row.Revision) with { Organisations = [row.OwnerCode, caller.Organisation] }, cancellation);
        return row;
    }
}
