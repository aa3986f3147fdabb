using Dapper;

namespace Matchmaking.Harness;

/// <summary>Looks through a whole database, for what must stand nowhere in it.</summary>
public static class StoredText
{
    private const string SelectTables = """
        select quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1
        """;

    /// <summary>table:text of every table that holds one of <paramref name="texts"/>, in whatever column and within JSON.</summary>
    public static async Task<IReadOnlyList<string>> Holds(this TestDatabase database, params string[] texts)
    {
        var found = new List<string>();
        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (var table in await connection.QueryAsync<string>(SelectTables))
        {
            foreach (var text in texts)
            {
                if (await connection.ExecuteScalarAsync<bool>($"select exists (select from {table} t where strpos(t::text, @text) > 0)", new { text }))
                {
                    found.Add($"{table}:{text}");
                }
            }
        }

        return found;
    }
}
