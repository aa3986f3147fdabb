using System.Text;

namespace Matchmaking.Identity.Tests;

/// <summary>Looks through a whole database.</summary>
internal static class EverythingStored
{
    /// <summary>Every row of every table as text.</summary>
    public static async Task<string> Everything(this IdentityUnderTest service)
    {
        var rows = new StringBuilder();
        foreach (var table in await service.Database.Column<string>("select tablename::text from pg_tables where schemaname = 'public'"))
        {
            foreach (var row in await service.Database.Column<string>($"select t::text from {table} t"))
            {
                rows.AppendLine(row);
            }
        }

        return rows.ToString();
    }
}
