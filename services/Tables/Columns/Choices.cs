using System.Text;

namespace Matchmaking.Tables.Columns;

/// <summary>Finds codes by what people write: the code, its label, or the code with the label behind it.</summary>
internal sealed class ChoiceTable(IReadOnlyList<Choice> choices)
{
    private readonly Dictionary<string, string> codes = choices.Select(c => (Written: c.Label, c.Code)).Concat(choices.Select(c => (Written: c.Code, c.Code)))
        .GroupBy(c => c.Written, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Key, c => c.Last().Code, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> labels = choices.ToDictionary(c => c.Code, c => c.Label, StringComparer.Ordinal);

    public string Code(string written)
    {
        var text = written.Normalize(NormalizationForm.FormKC).Trim();
        var end = text.AsSpan().IndexOfAny(" -:");
        return Known(text) ?? Known(written.Trim()) ?? (end > 0 ? Known(text[..end]) : null) ?? text;
    }

    public bool Holds(string written) => Known(written.Trim()) is not null;

    public string Label(string code) => labels.GetValueOrDefault(code, code);

    private string? Known(string text) => codes.GetValueOrDefault(text);
}
