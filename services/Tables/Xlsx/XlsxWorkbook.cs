using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>Reads the rows of one sheet of a workbook as a stream. Formulae are never evaluated, macros never looked at.</summary>
public static class XlsxWorkbook
{
    /// <summary>The rows of the sheet called <paramref name="sheet"/>, or of the first that is not hidden, that hold more than blanks.</summary>
    /// <exception cref="TableException">While rows are read: the file is damaged, too large, encrypted, or has no such sheet.</exception>
    public static IEnumerable<SourceRow> Read(Stream file, string? sheet)
    {
        using var archive = new XlsxArchive(file);
        var main = Guarded(() => Relations(archive, "").FirstOrDefault(r => r.Type == "officeDocument")?.Target) ?? throw BoundedXml.Invalid("It names no workbook.");
        var (part, from1904) = Guarded(() => FindSheet(archive, main, sheet));
        var relations = Guarded(() => Relations(archive, main));
        using var texts = Guarded(() => new SharedTexts(Open(archive, relations, "sharedStrings", isLarge: true)));
        var styles = Guarded(() => new CellStyles(Open(archive, relations, "styles", isLarge: false), from1904));
        using var xml = Guarded(() => archive.Open(part, isLarge: true)) ?? throw BoundedXml.Invalid("It lacks the sheet that it names.");
        using var rows = new SheetRows(xml, texts, styles).Read().GetEnumerator();
        while (Guarded(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    /// <summary>Turns what the parsers of XML and of the archive say of a damaged file into a fault of the file.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is XmlException or InvalidDataException or EndOfStreamException or System.Text.DecoderFallbackException or NotSupportedException)
        {
            throw BoundedXml.Invalid("A part of it cannot be read.");
        }
    }

    private static XmlReader? Open(XlsxArchive archive, IReadOnlyList<Relation> relations, string type, bool isLarge) =>
        relations.FirstOrDefault(r => r.Type == type) is { } relation ? archive.Open(relation.Target, isLarge) : null;

    private static (string Part, bool From1904) FindSheet(XlsxArchive archive, string workbook, string? wanted)
    {
        var targets = Relations(archive, workbook).Where(r => r.Type == "worksheet").GroupBy(r => r.Id).ToDictionary(r => r.Key, r => r.First().Target);
        using var xml = archive.Open(workbook, isLarge: false) ?? throw BoundedXml.Invalid("It lacks the workbook that it names.");
        var from1904 = false;
        string? found = null;
        while (xml.Next())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (found is null && xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet"
                && (wanted is null ? xml.GetAttribute("state") is null or "visible" : xml.GetAttribute("name") == wanted)
                && targets.TryGetValue(Attribute(xml, "id"), out var target))
            {
                found = target;
            }
        }

        return found is not null ? (found, from1904)
            : throw new TableException("sheet_not_found", wanted is null ? "The workbook has no sheet that is shown." : "The workbook has no sheet of that name.");
    }

    // The namespace of relationships is another one in strict workbooks.
    private static string Attribute(XmlReader xml, string localName)
    {
        var value = "";
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            value = xml.LocalName == localName && xml.Prefix.Length > 0 ? xml.Value : value;
        }

        xml.MoveToElement();
        return value;
    }

    private static List<Relation> Relations(XlsxArchive archive, string part)
    {
        var slash = part.LastIndexOf('/');
        var (folder, name) = (part[..(slash + 1)], part[(slash + 1)..]);
        using var xml = archive.Open($"{folder}_rels/{name}.rels", isLarge: false);
        var relations = new List<Relation>();
        while (xml?.Next() == true)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External")
            {
                var type = xml.GetAttribute("Type") ?? "";
                relations.Add(new Relation(xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, xml.GetAttribute("Target") ?? "")));
            }
        }

        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => step != "."))
        {
            if (step != "..")
            {
                path.Add(step);
            }
            else if (path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
        }

        return string.Join('/', path);
    }

    private sealed record Relation(string Id, string Type, string Target);
}
