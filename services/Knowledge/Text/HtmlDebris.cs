using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Takes HTML out of scraped text: entities are decoded, tags go; a tag that breaks the line becomes a line break. Only names of
/// HTML elements count as tags, so that "a&lt;b and c&gt;d" and "&lt;0.5 mm" stay.
/// </summary>
internal static class HtmlDebris
{
    // Longer "tags" are text between two inequality signs; the limit also keeps the scan linear.
    private const int LongestTag = 300;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Breaking = Names(
        "br p div tr li ul ol table tbody thead td th h1 h2 h3 h4 h5 h6 hr section article header footer blockquote pre dl dt dd nav");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = Names(
        "a abbr b big body button center cite code em font form head html i iframe img input label link meta option s script select small span strike strong style sub sup svg title u video");

    internal static string Remove(string text)
    {
        if (text.Contains('&'))
        {
            // Twice: scraped pages often carry entities of entities (&amp;nbsp;).
            text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(text));
        }

        var next = text.IndexOf('<');
        if (next < 0)
        {
            return text;
        }

        var cleaned = new StringBuilder(text.Length);
        var kept = 0;
        while (next >= 0)
        {
            var end = TagEnd(text, next, out var breaks);
            if (end > 0)
            {
                _ = cleaned.Append(text, kept, next - kept);
                if (breaks)
                {
                    _ = cleaned.Append('\n');
                }

                kept = end;
            }

            var from = Math.Max(end, next + 1);
            next = from < text.Length ? text.IndexOf('<', from) : -1;
        }

        return cleaned.Append(text, kept, text.Length - kept).ToString();
    }

    private static int TagEnd(string text, int open, out bool breaks)
    {
        breaks = false;
        var rest = text.AsSpan(open + 1, Math.Min(LongestTag, text.Length - open - 1));
        if (rest.StartsWith("!--"))
        {
            var comment = rest.IndexOf("-->");
            return comment < 0 ? 0 : open + 1 + comment + 3;
        }

        var start = rest.StartsWith('/') ? 1 : 0;
        var length = 0;
        while (start + length < rest.Length && char.IsAsciiLetterOrDigit(rest[start + length]))
        {
            length++;
        }

        var name = rest.Slice(start, length);
        breaks = Breaking.Contains(name);
        if (!breaks && !Inline.Contains(name))
        {
            return 0;
        }

        var behind = rest[(start + length)..];
        var close = behind.IndexOf('>');
        // Between name and bracket stand attributes or nothing: <b>, <br/>, <p class="x">, never <b<c>.
        if (close < 0 || (close > 0 && behind[0] is not (' ' or '/' or '\n' or '\t' or '\r')) || behind[..close].Contains('<'))
        {
            return 0;
        }

        return open + 1 + start + length + close + 1;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names(string names) =>
        names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
