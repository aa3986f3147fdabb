using System.Text;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>
/// XML of strangers: UTF-8 only, no document type (so no entities), no CDATA section (no spreadsheet program writes one), and bounds on depth, on the number of names and
/// on what stands between two tags, all of which the parser would hold in memory.
/// </summary>
internal static class BoundedXml
{
    /// <summary>A reader over <paramref name="part"/>.</summary>
    public static XmlReader Open(Stream part) => XmlReader.Create(
        new BoundedText(new StreamReader(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false)),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true, NameTable = new BoundedNames() });

    /// <summary>Goes to the next node; false at the end.</summary>
    public static bool Next(this XmlReader xml) =>
        xml.Read() && (xml.Depth <= XlsxLimits.Depth ? true : throw Invalid("Its elements stand too deep in each other."));

    /// <summary>The text of the element that the reader stands on, of its <c>t</c> elements where it is made of runs; phonetic readings are left out. Ends on its end tag.</summary>
    public static string Text(this XmlReader xml, bool ofRuns)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, phonetic, inText) = (xml.Depth, 0, !ofRuns);
        var text = new StringBuilder();
        while (xml.Next() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh":
                    phonetic += xml.IsEmptyElement ? 0 : 1;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    phonetic--;
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when ofRuns && xml.LocalName == "t":
                    inText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when inText && phonetic == 0 && text.Length <= SourceRow.MaxBytes:
                    text.Append(xml.Value);
                    break;
                default:
                    break;
            }
        }

        return XlsxText.Unescape(text.ToString());
    }

    /// <summary>The file is not what it says it is.</summary>
    public static TableException Invalid(string why) => new("xlsx_invalid", $"The file is not a sound XLSX workbook. {why}");

    private sealed class BoundedNames : NameTable
    {
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(Count(key), start, len);

        public override string Add(string key) => Get(key) ?? base.Add(Count(key));

        private T Count<T>(T key) => ++count <= XlsxLimits.Names ? key : throw Invalid("It has too many names.");
    }

    private sealed class BoundedText(StreamReader inner) : TextReader
    {
        private int sinceTag;
        private int declaration;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            Check(buffer.AsSpan(index, read));
            return read;
        }

        public override int Read() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private void Check(ReadOnlySpan<char> text)
        {
            while (text.Length > 0)
            {
                // 1 after '<', 2 after '<!'.
                declaration = (declaration, text[0]) switch { (1, '!') => 2, (2, '[') => throw Invalid("It holds a CDATA section."), _ => 0 };
                var tag = text.IndexOf('<');
                if (declaration == 2 || tag != 0)
                {
                    var plain = declaration == 2 ? 1 : tag < 0 ? text.Length : tag;
                    sinceTag += plain;
                    text = text[plain..];
                }
                else
                {
                    (sinceTag, declaration) = (0, 1);
                    text = text[1..];
                }

                if (sinceTag > XlsxLimits.TokenCharacters)
                {
                    throw Invalid("A text or a tag of it is too long.");
                }
            }
        }
    }
}
