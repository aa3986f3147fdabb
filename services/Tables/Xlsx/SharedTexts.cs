using System.Text;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>
/// The texts that cells name by number. They are the larger part of a workbook, and cells may name them in any order: they lie on disk, their places in memory (8 bytes each), with
/// the texts that were asked for last.
/// </summary>
internal sealed class SharedTexts : IDisposable
{
    // Short texts come again (codes, regions, names of institutes), long ones do not.
    private const int Remembered = 4_096;
    private const int RememberedCharacters = 256;

    private readonly FileStream file = SpooledBody.Unnamed();
    private readonly List<long> ends = [];
    private readonly (int Index, string Text)[] recent = new (int, string)[Remembered];

    /// <summary>Reads the table; null is an empty one.</summary>
    public SharedTexts(XmlReader? table)
    {
        Array.Fill(recent, (-1, ""));
        while (table?.Next() == true)
        {
            if (table.NodeType == XmlNodeType.Element && table.LocalName == "si")
            {
                Add(table.Text(ofRuns: true));
            }
        }

        file.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    /// <summary>The text of a number; null when the table has none such.</summary>
    public string? Find(int index)
    {
        if (index < 0 || index >= ends.Count)
        {
            return null;
        }

        ref var place = ref recent[index % Remembered];
        if (place.Index == index)
        {
            return place.Text;
        }

        var start = index == 0 ? 0 : ends[index - 1];
        var bytes = new byte[ends[index] - start];
        for (var read = 0; read < bytes.Length;)
        {
            read += RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(read), start + read);
        }

        var text = Encoding.UTF8.GetString(bytes);
        place = text.Length <= RememberedCharacters ? (index, text) : place;
        return text;
    }

    private void Add(string text)
    {
        if (ends.Count == XlsxLimits.SharedTexts)
        {
            throw new TableException("xlsx_too_large", "The workbook has too many texts.");
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        file.Write(bytes);
        ends.Add((ends.Count == 0 ? 0 : ends[^1]) + bytes.Length);
    }
}
