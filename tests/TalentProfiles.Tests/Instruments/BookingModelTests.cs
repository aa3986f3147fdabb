using System.Collections.Concurrent;
using Dapper;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>Random commands on bookings: doubled, late, out of order and two at once; every invariant is asked of the database after each.</summary>
public sealed class BookingModelTests(InstrumentService service) : IClassFixture<InstrumentService>
{
    private const int Commands = 10_000;
    private const int Walkers = 2;

    // Each invariant is asked of all that was ever booked: twenty short walks cost a tenth of two long ones (8 min), and see more beginnings.
    private const int WalksOfEach = 10;

    [Fact]
    public async Task Ten_thousand_commands_are_answered_as_the_rules_say_and_break_no_invariant()
    {
        var answers = new ConcurrentDictionary<string, int>();
        // Each with a service of its own: the time that one lets pass is nobody else's.
        await Task.WhenAll(Enumerable.Range(0, Walkers).Select(walker => Task.Run(async () =>
        {
            for (var walk = 0; walk < WalksOfEach; walk++)
            {
                await Walk((walker * WalksOfEach) + walk + 1, answers);
            }
        })));

        Console.WriteLine(string.Join(", ", answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));
        string[] met =
        [
            "ask ok", "confirm ok", "decline ok", "record-use ok", "no-show ok", "cancel as booker ok", "cancel as owner ok", "maintain ok", "reopen ok", "revise ok", "booking_overlaps", "instrument_closed",
            "booking_not_in_state", "booking_not_over", "booking_not_begun", "booking_begun", "booking_not_found", "not_yours", "bookings_in_the_way", "maintenance_overlaps", "validation_failed", "doubled", "at once", "late", "time passes",
        ];
        Assert.Empty(met.Except(answers.Keys));
    }

    [Theory]
    [InlineData("select 1", "")]
    [InlineData("update instrument_booking set during = tstzrange(lower(during) - interval '1 hour', upper(during)) where state = 'confirmed'", "two live bookings overlap")]
    [InlineData("update instrument_hours set opening = '[]'", "a live booking outside opening hours as they were")]
    [InlineData("update instrument_hours set closed_days = array(select generate_series(now(), now() + interval '60 days', interval '1 day')::date)", "a live booking outside opening hours as they were")]
    [InlineData("insert into instrument_outage select owner_code, instrument_id, 'maintenance', during from instrument_booking where state = 'confirmed'", "a live booking in maintenance")]
    [InlineData("delete from booking_step where state = 'confirmed' and booking_id in (select booking_id from instrument_booking where state = 'used')", "used without being confirmed")]
    [InlineData("update booking_step set state = 'declined', reason_code = 'other' where state = 'confirmed'", "a way that there is not")]
    [InlineData("update instrument_booking set price_yuan = 1 where state = 'used'", "a price that was not the quote")]
    [InlineData("update instrument_booking set hours = 9, quantity = 9 where state = 'used'", "a wrong sum")]
    [InlineData("update booking_step set at = at - interval '90 days' where state = 'used'", "used before its end, or not come before its begin")]
    public async Task The_invariants_see_what_is_broken(string tamper, string broken)
    {
        var instrument = await service.Instrument(InstrumentBody.Always);
        var day = service.Monday();
        await service.Booked(instrument, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 11), null, 1.5m);
        await service.Booked(instrument, InstrumentBody.Local(day.AddDays(1), 9), InstrumentBody.Local(day.AddDays(1), 10));
        await service.Booked(instrument, InstrumentBody.Local(day.AddDays(1), 10), InstrumentBody.Local(day.AddDays(1), 12));
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("""
            alter table instrument_booking drop constraint booking_free, drop constraint booking_hours; alter table booking_step drop constraint booking_step_transition;
            alter table instrument_outage disable trigger user;
            """);
        await connection.ExecuteAsync(tamper);
        var found = await BookingInvariants.Broken(connection);
        Assert.True(broken.Length == 0 ? found.Length == 0 : found.Contains(broken, StringComparison.Ordinal), found);
    }

    // With a service of its own: the time that one walk lets pass is nobody else's.
    private static async Task Walk(int seed, ConcurrentDictionary<string, int> answers)
    {
        var own = new InstrumentService();
        await own.InitializeAsync();
        await new BookingWalk(own, seed, answers).Run(Commands / Walkers / WalksOfEach);
        // Every step was told, once.
        var told = (await own.Sent<BookingChanged>()).Select(step => $"{step.BookingId} {step.Number} {step.State}").Distinct().Order(StringComparer.Ordinal);
        var steps = await own.Database.Column<string>("select concat_ws(' ', booking_id, number, state) from booking_step");
        Assert.Equal(steps.Order(StringComparer.Ordinal), told);
        await own.DisposeAsync();
    }
}
