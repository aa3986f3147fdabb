using System.Text.Json.Nodes;

namespace Matchmaking.Tables.Columns;

/// <summary>How a value of a form stands in a cell. What <see cref="Write"/> writes, <see cref="TryRead"/> reads as the same value.</summary>
public interface ICellFormat
{
    /// <summary>What must stand in a cell, for whoever wrote something else.</summary>
    string Wanted { get; }

    /// <summary>What may stand in a cell, code and Chinese label; empty when there is no list.</summary>
    IReadOnlyList<Choice> Choices => [];

    /// <summary>Whether a cell may hold several values.</summary>
    bool IsList => false;

    /// <summary>Reads a cell that holds more than blanks; false when it cannot be read. A value that is not in a list is handed on: the rules of the form refuse it with a code of their own.</summary>
    bool TryRead(string cell, out JsonNode? value);

    /// <summary>Writes a value; with <paramref name="labels"/> the Chinese labels of codes.</summary>
    TableCell Write(JsonNode value, bool labels);
}

/// <summary>A code of a closed list and its Chinese label.</summary>
public sealed record Choice(string Code, string Label);
