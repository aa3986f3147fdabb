using Dapper;
using Npgsql;

namespace Matchmaking.Insights.Indicators;

/// <summary>An indicator (指标) as it is defined.</summary>
/// <param name="Code">Identity.</param>
/// <param name="Version">Rises with every change; the ETag.</param>
/// <param name="ParentCode">The group it stands in; null at the top.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEnglish">English.</param>
/// <param name="Unit">单位, such as 家, 家次, 份, 万元 or %; empty for a group.</param>
/// <param name="Direction">up: more is better; down: less is.</param>
/// <param name="Source">computed from events, entered by people, or group.</param>
/// <param name="Measure">What a computed one counts; null otherwise.</param>
/// <param name="Weight">Within its group.</param>
/// <param name="IsActive">False once it is no longer used; its values stay.</param>
public sealed record IndicatorView(
    string Code,
    int Version,
    string? ParentCode,
    string Name,
    string NameEnglish,
    string Unit,
    string Direction,
    string Source,
    string? Measure,
    decimal Weight,
    bool IsActive)
{
    private const string SelectKnown = """
        select distinct on (code) code as Code, version as Version, parent_code as ParentCode, name as Name, name_english as NameEnglish, unit as Unit, direction as Direction,
               source as Source, measure as Measure, weight as Weight, is_active as IsActive
        from indicator where known_at <= @asOf and (@code::text is null or code = @code)
        order by code, version desc
        """;

    /// <summary>Values of parts may be added to one of the whole: not shares.</summary>
    internal bool AddsUp => Unit != "%";

    /// <summary>All indicators, or one, as they were defined then.</summary>
    internal static async Task<IReadOnlyList<IndicatorView>> Read(NpgsqlConnection connection, string? code, DateTimeOffset asOf, CancellationToken cancellation) =>
        (await connection.QueryAsync<IndicatorView>(new CommandDefinition(SelectKnown, new { code, asOf }, cancellationToken: cancellation))).AsList();

    /// <summary>One indicator; null where there was none then.</summary>
    internal static async Task<IndicatorView?> Find(NpgsqlConnection connection, string code, DateTimeOffset asOf, CancellationToken cancellation) =>
        (await Read(connection, code, asOf, cancellation)).SingleOrDefault();
}
