using Microsoft.Net.Http.Headers;

namespace Matchmaking.Tables;

/// <summary>A form in which rows travel.</summary>
public sealed record TableFormat(string Name, string MediaType)
{
    /// <summary>One JSON object a line, UTF-8.</summary>
    public static readonly TableFormat Ndjson = new("ndjson", "application/x-ndjson");

    /// <summary>RFC 4180.</summary>
    public static readonly TableFormat Csv = new("csv", "text/csv");

    /// <summary>Office Open XML, ECMA-376.</summary>
    public static readonly TableFormat Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// <summary>One JSON object for all; verdicts only.</summary>
    public static readonly TableFormat Json = new("json", "application/json");

    /// <summary>The three that files of rows come in.</summary>
    public static readonly IReadOnlyList<TableFormat> OfRows = [Ndjson, Csv, Xlsx];

    /// <summary>The format of a body with <paramref name="contentType"/>; null when none of the three, or in a charset that JSON has not.</summary>
    public static TableFormat? OfBody(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? OfRows.FirstOrDefault(format => type.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>The first of <paramref name="offered"/> that <paramref name="accept"/> (RFC 9110, section 12.5.1) likes best; null when it names none of them.</summary>
    public static TableFormat? Accepted(IList<MediaTypeHeaderValue> accept, params IReadOnlyList<TableFormat> offered) => accept
        .Where(type => type.Quality is null or > 0)
        .OrderByDescending(type => type.Quality ?? 1)
        .SelectMany(type => offered.Where(format => type.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault();
}
