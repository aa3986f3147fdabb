using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>An instrument with the hours that hold and its state at a time.</summary>
internal sealed record InstrumentRow
{
    private const string TakeTurn = "select instrument_turn(@id)";

    private const string SelectInstrument = """
        select i.instrument_id as Id, i.revision as Revision, i.owner_code as OwnerCode, i.owner_kind as OwnerKind, i.kind as Kind, i.platform_kind as PlatformKind, i.name as Name,
               i.english_name as EnglishName, i.model as Model, i.region_code as RegionCode, i.fields as Fields, i.indicators as Indicators, i.sample_requirements as SampleRequirements,
               i.service_days as ServiceDays, i.value_yuan as ValueYuan, i.bought_on::text as BoughtOn, i.price_yuan as PriceYuan, i.price_elsewhere_yuan as PriceElsewhereYuan,
               i.price_unit as PriceUnit, i.lead_hours as LeadHours, i.created_at as CreatedAt, i.updated_at as UpdatedAt, h.opening::text as Opening, h.closed_days::text[] as ClosedDays,
               coalesce((select o.kind from instrument_outage o where o.instrument_id = i.instrument_id and o.during @> @now), 'open') as State,
               (select coalesce(json_agg(json_build_object('from', lower(o.during), 'until', upper(o.during)) order by o.during), '[]')::text
                from instrument_outage o where o.instrument_id = i.instrument_id and o.kind = 'maintenance' and upper(o.during) > @now) as Maintenance
        from instrument i
        cross join lateral (select opening, closed_days from instrument_hours where instrument_id = i.instrument_id order by valid_from desc limit 1) h
        where i.instrument_id = @id
        """;

    public Guid Id { get; init; }

    public long Revision { get; init; }

    public string OwnerCode { get; init; } = "";

    public string OwnerKind { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? PlatformKind { get; init; }

    public string Name { get; init; } = "";

    public string? EnglishName { get; init; }

    public string? Model { get; init; }

    public string RegionCode { get; init; } = "";

    public string[] Fields { get; init; } = [];

    public string? Indicators { get; init; }

    public string? SampleRequirements { get; init; }

    public int? ServiceDays { get; init; }

    public decimal ValueYuan { get; init; }

    public string? BoughtOn { get; init; }

    public decimal PriceYuan { get; init; }

    public decimal? PriceElsewhereYuan { get; init; }

    public string PriceUnit { get; init; } = "";

    public int LeadHours { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public string Opening { get; init; } = "";

    public string[] ClosedDays { get; init; } = [];

    public string State { get; init; } = "";

    public string Maintenance { get; init; } = "";

    /// <summary>Reads it; null where there is none.</summary>
    public static Task<InstrumentRow?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<InstrumentRow>(new CommandDefinition(SelectInstrument, new { id, now }, transaction, cancellationToken: cancellation));

    /// <summary>Waits for its turn and has it until the transaction ends; null where there is none.</summary>
    public static async Task<InstrumentRow?> Hold(NpgsqlTransaction transaction, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(TakeTurn, new { id }, transaction, cancellationToken: cancellation));
        return await Find(transaction.Connection!, transaction, id, now, cancellation);
    }

    /// <summary>Why the caller may not change it; null where nothing stands against it.</summary>
    public static ProblemHttpResult? Refuse(HttpContext http, Guid id, InstrumentRow? row, Caller caller) =>
        row is null ? Problems.InstrumentNotFound(id)
        : !caller.ActsFor(row.OwnerCode) ? SharedProblems.NotYours("ownerCreditCode")
        : Revisions.Refuse(http, row.Revision) ?? (row.State == "retired" ? Problems.InstrumentRetired() : null);

    /// <summary>As it is shown.</summary>
    public InstrumentView View(InstrumentOptions options) => new(
        Id, Revision, State, (double)ValueYuan >= options.NetworkedFromYuan, OwnerCode, OwnerKind, Kind, PlatformKind, Name, EnglishName, Model, RegionCode, Fields, Indicators, SampleRequirements,
        ServiceDays, ValueYuan, BoughtOn is null ? null : Day(BoughtOn), PriceYuan, PriceElsewhereYuan, PriceUnit, LeadHours,
        [.. JsonSerializer.Deserialize<OpenInterval[]>(Opening)!.Select(entry => new OpeningHours(entry.Weekday, LocalTime.Text(entry.From), LocalTime.Text(entry.To)))],
        [.. ClosedDays.Select(Day)], JsonSerializer.Deserialize<MaintenanceView[]>(Maintenance, JsonSerializerOptions.Web)!, CreatedAt, UpdatedAt);

    /// <summary>The hours of a form as they are stored: in their order, in minutes.</summary>
    public static string OpeningOf(InstrumentForm form) => JsonSerializer.Serialize(
        form.OpeningHours!.Select(entry => new OpenInterval(entry.Weekday!.Value, LocalTime.Minute(entry.From)!.Value, LocalTime.Minute(entry.To)!.Value)).OrderBy(entry => entry.Weekday).ThenBy(entry => entry.From));

    /// <summary>The days of a form as they are stored: in their order, each once.</summary>
    public static string[] ClosedDaysOf(InstrumentForm form) =>
        [.. (form.ClosedDays ?? []).Distinct().Order().Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    /// <summary>Whether other hours hold than a form says.</summary>
    public bool HasOtherHours(InstrumentForm form) =>
        !ClosedDays.SequenceEqual(ClosedDaysOf(form)) || !JsonSerializer.Deserialize<OpenInterval[]>(Opening)!.SequenceEqual(JsonSerializer.Deserialize<OpenInterval[]>(OpeningOf(form))!);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record OpenInterval([property: JsonPropertyName("weekday")] int Weekday, [property: JsonPropertyName("from")] int From, [property: JsonPropertyName("to")] int To);
}
