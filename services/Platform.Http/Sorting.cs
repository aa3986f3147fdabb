using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Platform.Http;

/// <summary>The values of <c>sort</c> that a list knows, the one it takes when none is given first; metadata of its endpoint.</summary>
public sealed record SortValues(IReadOnlyList<string> Values);

/// <summary>How the rows of a list may be sorted (query parameter <c>sort</c>: a name, with - before it the other way round), by pages of a keyset. Ties are in the order of the id.</summary>
/// <param name="normal">The order when nobody says otherwise: a name, with - before it for falling.</param>
/// <typeparam name="TRow">A row as it is read.</typeparam>
public sealed class Sorting<TRow>(string normal)
{
    private readonly Dictionary<string, (SortKey<TRow> Key, bool Falls)> ways = new(StringComparer.Ordinal);
    private SortKey<TRow>? id;

    /// <summary>Adds a key: Guid, string, long, double or DateTime (UTC), never null. The first one is unique and decides ties.</summary>
    /// <param name="name">As the field is called in JSON.</param>
    /// <param name="column">SQL expression.</param>
    /// <param name="of">The same of a row that was read.</param>
    public Sorting<TRow> By<TKey>(string name, string column, Func<TRow, TKey> of)
        where TKey : IParsable<TKey>
    {
        var key = new SortKey<TRow>(
            column, row => of(row), text => TKey.TryParse(text, CultureInfo.InvariantCulture, out var read) ? read is DateTime time ? time.ToUniversalTime() : read : null);
        id ??= key;
        (ways[name], ways["-" + name]) = ((key, false), (key, true));
        return this;
    }

    /// <summary>What <c>sort</c> may be.</summary>
    public SortValues Values => new([.. ways.Keys.OrderBy(way => way != normal)]);

    /// <summary>Reads sort, limit and cursor; a fault is a 400.</summary>
    public FieldError? TryRead(string? sort, int? limit, string? cursor, out SortedPage<TRow> page)
    {
        page = null!;
        if (!ways.TryGetValue(sort ?? normal, out var way))
        {
            return new FieldError("sort", "unknown_sort", $"One of: {string.Join(", ", Values.Values)}.");
        }

        if (Keyset.TryRead<string[]>(limit, cursor, out var rows, out var after) is { } fault)
        {
            return fault;
        }

        // A cursor goes on in the order it was made in.
        if (after is not null && (after.Length != 3 || after[0] != (sort ?? normal) || after.Contains(null) || way.Key.Read(after[1]) is null || id!.Read(after[2]) is null))
        {
            return Keyset.InvalidCursor();
        }

        page = new SortedPage<TRow>(sort ?? normal, way.Key, id!, way.Falls, rows, after);
        return null;
    }
}

/// <summary>One page that was asked for.</summary>
/// <typeparam name="TRow">A row as it is read.</typeparam>
public sealed class SortedPage<TRow>
{
    private readonly string way;
    private readonly SortKey<TRow> key;
    private readonly SortKey<TRow> id;
    private readonly bool falls;
    private readonly int rows;
    private readonly string[]? after;

    internal SortedPage(string way, SortKey<TRow> key, SortKey<TRow> id, bool falls, int rows, string[]? after) =>
        (this.way, this.key, this.id, this.falls, this.rows, this.after) = (way, key, id, falls, rows, after);

    /// <summary>The statement <paramref name="select"/>, which ends with its conditions, for this page: with one row more, which tells whether there is another page.</summary>
    public string Of(string select)
    {
        var (direction, beyond) = falls ? ("desc", "<") : ("", ">");
        var (condition, order) = key.Column == id.Column
            ? ($"{id.Column} {beyond} @AfterId", $"{id.Column} {direction}")
            : ($"{key.Column} {beyond}= @AfterKey and ({key.Column} {beyond} @AfterKey or {id.Column} > @AfterId)", $"{key.Column} {direction}, {id.Column}");
        return $"{select} {(after is null ? "" : $"and {condition}")} order by {order} limit @PageRows";
    }

    /// <summary>The parameters of a statement, with those of the page.</summary>
    public DynamicParameters With(object? filter)
    {
        var parameters = new DynamicParameters(filter);
        parameters.Add("PageRows", rows + 1);
        if (after is not null)
        {
            parameters.Add("AfterKey", key.Read(after[1]));
            parameters.Add("AfterId", id.Read(after[2]));
        }

        return parameters;
    }

    /// <summary>Makes the page of what the statement found, and sets the Link header.</summary>
    public KeysetPage<TItem> Page<TItem>(HttpContext http, IReadOnlyList<TRow> found, Func<TRow, TItem> item)
    {
        var page = Keyset.Page(http, found, rows, row => new[] { way, key.Write(row), id.Write(row) });
        return new KeysetPage<TItem>([.. page.Items.Select(item)], page.Next);
    }

    /// <summary>The same where rows are shown as they are read.</summary>
    public KeysetPage<TRow> Page(HttpContext http, IReadOnlyList<TRow> found) => Page(http, found, row => row);
}

/// <summary>A key of a list.</summary>
/// <param name="Column">SQL expression.</param>
/// <param name="Of">The same of a row that was read.</param>
/// <param name="Read">Reads it from a cursor; null when somebody forged it.</param>
internal sealed record SortKey<TRow>(string Column, Func<TRow, object> Of, Func<string, object?> Read)
{
    /// <summary>As a cursor holds it.</summary>
    public string Write(TRow row) => Of(row) switch
    {
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => (string)text,
    };
}

/// <summary>Declares how a list may be sorted.</summary>
public static class SortedLists
{
    /// <summary>Names the values of <c>sort</c> in the description of the endpoint.</summary>
    public static RouteHandlerBuilder Sorted<TRow>(this RouteHandlerBuilder route, Sorting<TRow> sorting) => route.WithMetadata(sorting.Values);

    /// <summary>The same for a list that has one order alone.</summary>
    public static RouteHandlerBuilder SortedOnly(this RouteHandlerBuilder route, string by) => route.WithMetadata(new SortValues([by]));

    /// <summary>A fault when <paramref name="sort"/> is another than the one order of a list.</summary>
    public static FieldError? OnlySort(string? sort, string by) => sort is null || sort == by ? null : new FieldError("sort", "unknown_sort", $"One of: {by}.");
}
