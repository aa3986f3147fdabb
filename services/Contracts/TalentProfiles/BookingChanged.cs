namespace Matchmaking.Contracts.TalentProfiles;

/// <summary>
/// A booking of a shared instrument has gone a step. Owner: TalentProfiles. Told once for every step; the step with the highest <paramref name="Number"/> says how the
/// booking stands. Names no person.
/// </summary>
/// <param name="BookingId">Identity of the booking.</param>
/// <param name="Number">Number of the step, from 1 for each booking.</param>
/// <param name="InstrumentId">What is booked.</param>
/// <param name="OwnerCode">Credit code of the organisation that runs it.</param>
/// <param name="BookerCode">Credit code of the organisation that books.</param>
/// <param name="InstrumentRegion">GB/T 2260 code of where the instrument stands.</param>
/// <param name="BookerRegion">GB/T 2260 code of the seat of who books.</param>
/// <param name="From">Begin of the slot, UTC.</param>
/// <param name="To">End of the slot, UTC; not within it.</param>
/// <param name="State">requested, confirmed, declined, used, no_show or cancelled.</param>
/// <param name="Hours">Machine hours measured; null before it was used.</param>
/// <param name="SumYuan">What the use costs in yuan; null before it was used.</param>
/// <param name="ReasonCode">Why it was declined or cancelled; null otherwise.</param>
/// <param name="Side">Who made the step: booker or owner.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record BookingChanged(
    Guid BookingId,
    int Number,
    Guid InstrumentId,
    string OwnerCode,
    string BookerCode,
    string InstrumentRegion,
    string BookerRegion,
    DateTimeOffset From,
    DateTimeOffset To,
    string State,
    decimal? Hours,
    decimal? SumYuan,
    string? ReasonCode,
    string Side,
    DateTimeOffset ChangedAt);
