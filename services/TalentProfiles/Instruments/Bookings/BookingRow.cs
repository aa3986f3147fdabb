using Dapper;
using Matchmaking.Access;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>A booking as it is stored.</summary>
internal sealed record BookingRow
{
    /// <summary>Its columns, of instrument_booking b.</summary>
    public const string Columns = """
        b.booking_id as Id, b.number as Number, b.instrument_id as InstrumentId, b.owner_code as OwnerCode, b.booker_code as BookerCode, b.instrument_region as InstrumentRegion,
        b.booker_region as BookerRegion, lower(b.during) as Begins, upper(b.during) as Ends, b.price_yuan as PriceYuan, b.price_unit as PriceUnit, b.is_elsewhere as IsElsewhere, b.state as State,
        b.reason_code as ReasonCode, b.hours as Hours, b.quantity as Quantity, b.sum_yuan as SumYuan, b.created_at as CreatedAt, b.updated_at as UpdatedAt
        """;

    /// <summary>Which bookings a caller may see; parameters as in <see cref="Of"/>.</summary>
    public const string Visible = """
        (b.booker_code = @Organisation or b.owner_code = @Organisation or (@IsBureau and (cardinality(@Regions) = 0
            or exists (select from unnest(@Regions) served where starts_with(b.instrument_region, served) or starts_with(b.booker_region, served)))))
        """;

    private const string SelectBooking = $"select {Columns} from instrument_booking b where b.booking_id = @Id and {Visible}";

    private const string SelectAgain = $"select {Columns} from instrument_booking b where b.booking_id = @id";

    private const string TakeTurn = "select instrument_turn(@InstrumentId)";

    private const string SelectWithin = $"""
        select {Columns} from instrument_booking b where b.instrument_id = @instrument and b.state in ('requested', 'confirmed') and b.during && tstzrange(@from, @until) order by b.during, b.booking_id
        """;

    private const string SelectOutside = $"""
        select {Columns} from instrument_booking b
        where b.instrument_id = @instrument and b.state in ('requested', 'confirmed') and upper(b.during) > @now
          and not instrument_open(b.instrument_id, b.during) @> (b.during * tstzrange(@now, null))
        order by b.during, b.booking_id
        """;

    public Guid Id { get; init; }

    public int Number { get; init; }

    public Guid InstrumentId { get; init; }

    public string OwnerCode { get; init; } = "";

    public string BookerCode { get; init; } = "";

    public string InstrumentRegion { get; init; } = "";

    public string BookerRegion { get; init; } = "";

    public DateTime Begins { get; init; }

    public DateTime Ends { get; init; }

    public decimal PriceYuan { get; init; }

    public string PriceUnit { get; init; } = "";

    public bool IsElsewhere { get; init; }

    public string State { get; init; } = "";

    public string? ReasonCode { get; init; }

    public decimal? Hours { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? SumYuan { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>Who asks, for <see cref="Visible"/>.</summary>
    public static object Of(Guid? id, Caller caller) => new { Id = id, caller.Organisation, caller.IsBureau, Regions = caller.Regions.ToArray() };

    /// <summary>Reads it; null where there is none that the caller may see.</summary>
    public static Task<BookingRow?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Caller caller, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<BookingRow>(new CommandDefinition(SelectBooking, Of(id, caller), transaction, cancellationToken: cancellation));

    /// <summary>The same while the turn of its instrument lasts, to the end of the transaction.</summary>
    public static async Task<BookingRow?> Hold(NpgsqlTransaction transaction, Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await Find(transaction.Connection!, transaction, id, caller, cancellation) is not { } row)
        {
            return null;
        }

        await transaction.Connection!.ExecuteAsync(new CommandDefinition(TakeTurn, new { row.InstrumentId }, transaction, cancellationToken: cancellation));
        return await Again(transaction, id, cancellation);
    }

    /// <summary>Reads it once more.</summary>
    public static Task<BookingRow> Again(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<BookingRow>(new CommandDefinition(SelectAgain, new { id }, transaction, cancellationToken: cancellation));

    /// <summary>What is asked for or confirmed within a time, without an end where <paramref name="until"/> is null.</summary>
    public static async Task<IReadOnlyList<BookingRow>> Within(NpgsqlTransaction transaction, Guid instrument, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<BookingRow>(new CommandDefinition(SelectWithin, new { instrument, from, until }, transaction, cancellationToken: cancellation))).AsList();

    /// <summary>What is asked for or confirmed outside the opening hours that hold now.</summary>
    public static async Task<IReadOnlyList<BookingRow>> Outside(NpgsqlTransaction transaction, Guid instrument, DateTimeOffset now, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<BookingRow>(new CommandDefinition(SelectOutside, new { instrument, now }, transaction, cancellationToken: cancellation))).AsList();

    /// <summary>As it is shown.</summary>
    public BookingView View() => new(
        Id, Number, InstrumentId, OwnerCode, BookerCode, InstrumentRegion, BookerRegion, Begins, Ends, State, ReasonCode, PriceYuan, PriceUnit, IsElsewhere, Hours, Quantity, SumYuan, CreatedAt, UpdatedAt);
}

/// <summary>A booking as both sides and the bureau see it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Revision">Number of its last step; also the ETag.</param>
/// <param name="InstrumentId">What is booked.</param>
/// <param name="OwnerCreditCode">Who runs it.</param>
/// <param name="OrganisationCreditCode">Who books.</param>
/// <param name="InstrumentRegionCode">Where the instrument stood when it was booked.</param>
/// <param name="RegionCode">The seat of who books.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC; not within it.</param>
/// <param name="State">requested, confirmed, declined, used, no_show or cancelled.</param>
/// <param name="ReasonCode">Why it was declined or cancelled; GET /v1/bookings/reasons lists them.</param>
/// <param name="PriceYuan">Price in yuan for each unit, as quoted when it was asked for.</param>
/// <param name="PriceUnit">hour, day, sample or batch.</param>
/// <param name="IsElsewhere">跨区: who books has its seat outside the region of the instrument.</param>
/// <param name="Hours">Machine hours measured; null before it was used.</param>
/// <param name="Quantity">Units of the price that were used; hours where the price is by the hour.</param>
/// <param name="SumYuan">What it costs: units by price, to the fen.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record BookingView(
    Guid Id,
    int Revision,
    Guid InstrumentId,
    string OwnerCreditCode,
    string OrganisationCreditCode,
    string InstrumentRegionCode,
    string RegionCode,
    DateTime From,
    DateTime To,
    string State,
    string? ReasonCode,
    decimal PriceYuan,
    string PriceUnit,
    bool IsElsewhere,
    decimal? Hours,
    decimal? Quantity,
    decimal? SumYuan,
    DateTime CreatedAt,
    DateTime UpdatedAt);
