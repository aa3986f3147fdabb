using System.Text;

namespace Matchmaking.Harness;

/// <summary>Looks for texts in a whole database, whatever table and column they stand in, as its owner: no row is hidden.</summary>
public static class Traces
{
    private const string SelectTables = "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p', 'm')";

    /// <summary>Where any of <paramref name="markers"/> stands, as <c>table: marker</c>; bytes are looked through for UTF-8 and UTF-16.</summary>
    public static async Task<IReadOnlyList<string>> In(TestDatabase database, params string[] markers)
    {
        var found = new List<string>();
        foreach (var table in await database.Column<string>(SelectTables))
        {
            foreach (var marker in markers)
            {
                if (await database.Scalar<long>($"select count(*) from \"{table}\" t where lower(t::text) like any(@needles)", new { needles = Needles(marker) }) > 0)
                {
                    found.Add($"{table}: {marker}");
                }
            }
        }

        return found;
    }

    /// <summary>Which of <paramref name="markers"/> stand in a file, as UTF-8 or UTF-16.</summary>
    public static IEnumerable<string> In(string path, params string[] markers)
    {
        // A log is being written meanwhile.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        var bytes = whole.ToArray().AsSpan();
        var found = new List<string>();
        foreach (var marker in markers)
        {
            if (bytes.IndexOf(Encoding.UTF8.GetBytes(marker)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(marker)) >= 0)
            {
                found.Add($"{path}: {marker}");
            }
        }

        return found;
    }

    private static string[] Needles(string marker) =>
        [.. new[] { marker.ToLowerInvariant(), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(marker)), Convert.ToHexStringLower(Encoding.Unicode.GetBytes(marker)) }.Select(text => $"%{text}%")];
}
