using System.Text.Json.Nodes;
using Matchmaking.Tables;
using Matchmaking.Tables.Columns;

namespace Matchmaking.TechnologyDemands.Import;

/// <summary>An amount, or 面议 in its place.</summary>
internal sealed class BudgetAmountFormat : ICellFormat
{
    private const string Negotiable = "面议";

    private static readonly NumberFormat Number = new(isWhole: false);

    /// <inheritdoc />
    public string Wanted => "A number, or 面议.";

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        value = JsonValue.Create(Negotiable);
        return cell.Trim() == Negotiable || Number.TryRead(cell, out value);
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => Number.Write(value, labels);
}
