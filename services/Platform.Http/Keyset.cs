using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Matchmaking.Platform.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Opaque cursor of the next page; null on the last. The same address stands in the Link header.</param>
public sealed record KeysetPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Keyset paging: a cursor holds the sort key of the last row, so deep pages cost as little as the first and nothing shifts.</summary>
public static class Keyset
{
    /// <summary>Rows of a page when the caller does not say.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Most rows of a page.</summary>
    public const int MaxLimit = 100;

    // A forged cursor may hold a NUL, which would reach the database as a failure of ours.
    private static readonly JsonSerializerOptions CursorJson = new() { Converters = { new SafeStringConverter() } };

    /// <summary>
    /// Reads limit and cursor. <paramref name="after"/> is the sort key to go on after, default for the first page. A fault is a 400.
    /// </summary>
    public static FieldError? TryRead<TKey>(int? limit, string? cursor, out int rows, out TKey? after)
    {
        rows = limit ?? DefaultLimit;
        after = default;
        if (rows is < 1 or > MaxLimit)
        {
            return new FieldError("limit", "out_of_range", $"limit is 1 to {MaxLimit}.");
        }

        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        try
        {
            after = JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor), CursorJson);
            return after is null ? InvalidCursor() : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return InvalidCursor();
        }
    }

    /// <summary>A cursor that this list in this order did not make.</summary>
    internal static FieldError InvalidCursor() => new("cursor", "invalid_cursor", "Take the cursor from next or from the Link header of the page before, and sort as there.");

    /// <summary>Makes a page of <paramref name="fetched"/>, which was read with one row more than <paramref name="rows"/>, and sets the Link header.</summary>
    public static KeysetPage<T> Page<T, TKey>(HttpContext http, IReadOnlyList<T> fetched, int rows, Func<T, TKey> key)
    {
        if (fetched.Count <= rows)
        {
            return new KeysetPage<T>(fetched, null);
        }

        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(key(fetched[rows - 1]))));
        var query = http.Request.Query.Where(q => !q.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase)).ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        query["cursor"] = cursor;
        // Relative to the request, so that it also holds behind the gateway.
        http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString("", query)}>; rel=\"next\"";
        return new KeysetPage<T>([.. fetched.Take(rows)], cursor);
    }
}
