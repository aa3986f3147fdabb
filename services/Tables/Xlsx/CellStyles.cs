using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>Which styles of a workbook show a number as a date, and from which day its dates count.</summary>
internal sealed partial class CellStyles
{
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("yYdDmMhHsS");

    private readonly List<bool> isDate = [];
    private readonly bool from1904;

    /// <summary>Reads the part of styles; null is one without any.</summary>
    public CellStyles(XmlReader? styles, bool from1904)
    {
        this.from1904 = from1904;
        var dateFormats = new HashSet<int>();
        var inCells = false;
        while (styles?.Next() == true)
        {
            var isStart = styles.NodeType == XmlNodeType.Element;
            inCells = styles.LocalName == "cellXfs" && styles.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? isStart && !styles.IsEmptyElement : inCells;
            if (isStart && styles.LocalName == "numFmt" && Number(styles, "numFmtId") is { } id && dateFormats.Count < XlsxLimits.Styles && IsDateFormat(styles.GetAttribute("formatCode")))
            {
                dateFormats.Add(id);
            }
            else if (isStart && inCells && styles.LocalName == "xf" && isDate.Count < XlsxLimits.Styles)
            {
                isDate.Add(Number(styles, "numFmtId") is { } format && (IsBuiltInDate(format) || dateFormats.Contains(format)));
            }
        }
    }

    /// <summary>A number as a person sees it: a date where the style says so, otherwise plain digits.</summary>
    public string Show(string number, int style)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return number;
        }

        return style >= 0 && style < isDate.Count && isDate[style] && Date(value) is { } date ? date
            : Math.Abs(value) >= 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture)
            // A double says 0.30000000000000004 where the sheet shows 0.3: fifteen digits are what a spreadsheet keeps.
            : Math.Abs(value) is < 1e-9 and > 0 ? value.ToString(CultureInfo.InvariantCulture)
            : ((decimal)value).ToString(CultureInfo.InvariantCulture);
    }

    // ECMA-376, part 1, 18.17.4: both systems, and the day that never was, 29 February 1900, which Lotus 1-2-3 left behind.
    private string? Date(double serial)
    {
        serial = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
        if (serial is < 1 or >= 2_958_466)
        {
            return null;
        }

        var date = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(Math.Round(serial * 86_400));
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    // 18.8.30; 27 to 36 and 50 to 58 are dates in the Chinese, Japanese and Korean editions.
    private static bool IsBuiltInDate(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static bool IsDateFormat(string? code) =>
        code is { Length: <= 255 } && Literals().Replace(code, "").Split(';')[0].AsSpan().ContainsAny(DateLetters) && !code.Contains("General", StringComparison.OrdinalIgnoreCase);

    private static int? Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // What is quoted, escaped, a filler or in brackets (colours, conditions, locales) says nothing of the kind.
    [GeneratedRegex("""
        "[^"]*"|\\.|[_*].|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literals();
}
