using Matchmaking.Harness;
using Matchmaking.TalentProfiles.Import;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ColumnPageTests
{
    [Fact]
    public void The_page_names_every_column_of_experts_as_it_is()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root(), "services", "README.md"));
        var table = string.Join('\n', ExpertColumns.All.All.Select(c => $"| `{c.Field}` | {string.Join('、', c.OtherHeadings.Prepend(c.Heading))} | {(c.IsNote ? "passed over" : c.IsRequired ? "yes" : "")} |"));

        Assert.Contains($"Columns of experts:\n\n| field | headings | needed |\n|---|---|---|\n{table}\n\n", page, StringComparison.Ordinal);
    }
}
