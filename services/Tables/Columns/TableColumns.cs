using System.Text.Json.Nodes;
using Matchmaking.Platform.Http;

namespace Matchmaking.Tables.Columns;

/// <summary>The columns of a list, and its rows as JSON of the form.</summary>
public sealed class TableColumns
{
    /// <summary>Field of the column that says of what kind a row is; rows marked as example or remark are passed over by imports.</summary>
    public const string Mark = "no";

    /// <summary>How the row of the example is marked.</summary>
    public const string ExampleMark = "示例";

    /// <summary>How the row of remarks is marked.</summary>
    public const string RemarkMark = "说明";

    // Above the heading of a collection form stand its title and remarks.
    internal const int MostTitleRows = 10;

    private readonly Dictionary<string, Column> byName;

    /// <summary>Columns in the order in which they are written.</summary>
    public TableColumns(params IReadOnlyList<Column> columns)
    {
        All = columns;
        byName = columns.SelectMany(column => column.Names.Distinct().Select(name => (name, column))).ToDictionary(c => c.name, c => c.column, StringComparer.Ordinal);
    }

    /// <summary>All columns.</summary>
    public IReadOnlyList<Column> All { get; }

    /// <summary>How many cells of a row are headings of columns.</summary>
    internal int Known(SourceRow row) => row.Cells.Count(cell => Find(cell) is not null);

    /// <summary>Reads the heading; an error stands for the whole file.</summary>
    internal FieldError? TryHeading(SourceRow row, out TableHeading? heading)
    {
        heading = null;
        if (row.Fault is not null)
        {
            return row.Fault;
        }

        var columns = row.Cells.Select(Find).ToArray();
        var unknown = row.Cells.Where((cell, i) => columns[i] is null && !string.IsNullOrWhiteSpace(cell)).FirstOrDefault();
        if (unknown is not null)
        {
            return new FieldError(Short(unknown), "unknown_column", $"Columns are: {string.Join(", ", All.Select(c => c.Field))}; or as the template calls them.");
        }

        if (columns.OfType<Column>().GroupBy(c => c).FirstOrDefault(c => c.Count() > 1)?.Key is { } repeated)
        {
            return new FieldError(repeated.Field, "repeated_column", "A column stands once.");
        }

        if (All.Where(c => c.IsRequired).Except(columns.OfType<Column>()).FirstOrDefault() is { } missing)
        {
            return new FieldError(missing.Field, "missing_column", $"These columns are needed: {string.Join(", ", All.Where(c => c.IsRequired).Select(c => c.Field))}.");
        }

        heading = new TableHeading(columns);
        return null;
    }

    /// <summary>The cells of a row that holds <paramref name="values"/>, in the order of <see cref="All"/> without those left out of exports.</summary>
    public IReadOnlyList<TableCell> Cells(JsonObject values, bool labels) =>
        [.. All.Where(c => !c.IsSecret && c.Field != Mark).Select(column => At(values, column.Field) is { } value ? column.Format.Write(value, labels) : default)];

    /// <summary>The heading of <see cref="Cells"/>.</summary>
    public IReadOnlyList<TableCell> Heading(bool labels) =>
        [.. All.Where(c => !c.IsSecret && c.Field != Mark).Select(column => new TableCell(labels ? column.Heading : column.Field))];

    private static JsonNode? At(JsonObject values, string field) =>
        field.Split('.').Aggregate((JsonNode?)values, (node, name) => node is JsonObject part ? part[name] : null);

    private Column? Find(string cell)
    {
        // Forms mark what must be filled in with a star, and break long headings into lines.
        var name = string.Concat(cell.Where(c => !char.IsWhiteSpace(c))).Trim('*', '＊', '：', ':');
        return byName.GetValueOrDefault(name);
    }

    private static string Short(string text) => text.Length <= 100 ? text : text[..100];
}

/// <summary>The columns of one file, by place; null where a heading is empty.</summary>
internal sealed record TableHeading(IReadOnlyList<Column?> Columns)
{
    /// <summary>True for a row of the template that is no entry.</summary>
    public bool IsPassedOver(SourceRow row) =>
        row.Cells.Where((cell, i) => i < Columns.Count && Columns[i]?.Field == TableColumns.Mark && cell.Trim() is TableColumns.ExampleMark or TableColumns.RemarkMark).Any();

    /// <summary>Reads the cells of a row as the JSON of a form; what cannot be read goes to <paramref name="faults"/>.</summary>
    public JsonObject Read(SourceRow row, List<FieldError> faults)
    {
        var values = new JsonObject();
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(row.Cells[i]))
            {
                continue;
            }

            if (i >= Columns.Count || Columns[i] is not { } column)
            {
                faults.Add(new FieldError("", "wrong_cell_count", $"The heading has {Columns.Count} columns; a cell stands in column {i + 1}, which has none."));
                return values;
            }

            if (column.IsNote)
            {
                continue;
            }

            if (column.Format.TryRead(row.Cells[i], out var value))
            {
                Put(values, column.Field, value);
            }
            else
            {
                faults.Add(new FieldError(column.Field, "wrong_type", column.Format.Wanted));
            }
        }

        return values;
    }

    private static void Put(JsonObject values, string field, JsonNode? value)
    {
        var path = field.Split('.');
        foreach (var name in path[..^1])
        {
            values = (JsonObject)(values[name] ??= new JsonObject());
        }

        values[path[^1]] = value;
    }
}
