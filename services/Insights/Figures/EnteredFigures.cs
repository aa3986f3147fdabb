using Dapper;
using Npgsql;

namespace Matchmaking.Insights.Figures;

/// <summary>A value that was entered, as it was filed first and as it stands after corrections.</summary>
internal sealed record EnteredValue
{
    public string RegionCode { get; init; } = "";

    public string? Organisation { get; init; }

    public DateTime FromDay { get; init; }

    public DateTime ToDay { get; init; }

    public decimal Filed { get; init; }

    public decimal Corrected { get; init; }

    public DateOnly From => DateOnly.FromDateTime(FromDay);

    public DateOnly To => DateOnly.FromDateTime(ToDay);
}

/// <summary>What entered values make of a period: the value as corrected and as filed, or why there is none.</summary>
internal sealed record EnteredFigure(decimal? Corrected, decimal? Filed, string? Abstention)
{
    /// <summary>Nothing was entered.</summary>
    public static readonly EnteredFigure None = new(null, null, "not_entered");
}

/// <summary>Figures that were entered. What was entered for parts of a period or region is added up, where that means something and nothing is counted twice.</summary>
internal static class EnteredFigures
{
    private const string SelectValues = """
        with recursive chain as (
            select entry_id, entry_id as first_id, value as filed, value, region_code, organisation, from_day, to_day from entry
            where indicator = @code and corrects is null and known_at <= @AsOf and from_day < @To and to_day > @From
              and (@Region::text is null or starts_with(region_code, @Region)) and (@Organisation::text is null or organisation = @Organisation)
            union all
            select next.entry_id, chain.first_id, chain.filed, next.value, chain.region_code, chain.organisation, chain.from_day, chain.to_day
            from chain join entry next on next.corrects = chain.entry_id and next.known_at <= @AsOf)
        select region_code as RegionCode, organisation as Organisation, from_day::timestamp as FromDay, to_day::timestamp as ToDay, filed as Filed, value as Corrected
        from chain where not exists (select from chain later join entry e on e.entry_id = later.entry_id where e.corrects = chain.entry_id)
        """;

    /// <summary>All that was entered for an indicator within a scope between two days.</summary>
    public static async Task<IReadOnlyList<EnteredValue>> Read(NpgsqlConnection connection, string code, Scope scope, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var asked = new { code, scope.AsOf, scope.Region, scope.Organisation, From = from.ToDateTime(TimeOnly.MinValue), To = to.ToDateTime(TimeOnly.MinValue) };
        return (await connection.QueryAsync<EnteredValue>(new CommandDefinition(SelectValues, asked, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The figure of one period.</summary>
    public static EnteredFigure Of(IReadOnlyList<EnteredValue> values, Period period, Scope scope, bool addsUp)
    {
        var inside = values.Where(value => period.Holds(value.From, value.To)).ToArray();
        if (inside.FirstOrDefault(value => value.From == period.From && value.To == period.To && value.RegionCode == scope.RegionCode && value.Organisation == scope.Organisation) is { } direct)
        {
            return new EnteredFigure(direct.Corrected, direct.Filed, null);
        }

        // What lies within another value is told by it already.
        var parts = inside.Where(value => !inside.Any(other => other != value && Covers(other, value))).ToArray();
        if (parts.Length == 0)
        {
            return EnteredFigure.None;
        }

        return !addsUp ? new EnteredFigure(null, null, "does_not_add_up")
            : parts.Any(one => parts.Any(other => other != one && Overlap(one, other))) ? new EnteredFigure(null, null, "overlapping")
            : new EnteredFigure(parts.Sum(part => part.Corrected), parts.Sum(part => part.Filed), null);
    }

    private static bool Covers(EnteredValue whole, EnteredValue part) =>
        whole.From <= part.From && part.To <= whole.To && IsWithin(part, whole) && (whole.From, whole.To, whole.RegionCode, whole.Organisation) != (part.From, part.To, part.RegionCode, part.Organisation);

    private static bool Overlap(EnteredValue one, EnteredValue other) => one.From < other.To && other.From < one.To && (IsWithin(one, other) || IsWithin(other, one));

    private static bool IsWithin(EnteredValue part, EnteredValue whole) =>
        Vocabulary.Regions.Prefix(part.RegionCode).StartsWith(Vocabulary.Regions.Prefix(whole.RegionCode), StringComparison.Ordinal) && (whole.Organisation is null || whole.Organisation == part.Organisation);
}
