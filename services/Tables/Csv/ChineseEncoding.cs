using System.Text;
using System.Text.Unicode;

namespace Matchmaking.Tables.Csv;

/// <summary>GB 18030, in which spreadsheet programs on Chinese systems save CSV.</summary>
internal static class ChineseEncoding
{
    // Chinese in UTF-8 has three bytes a character. Four such in a row are read as GB 18030 without complaint, but nobody writes what comes out.
    private const int SuspiciousBytes = 12;

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text of <paramref name="bytes"/>, a row of a file that is not UTF-8 as a whole; null when the row is in no encoding throughout. Of files glued together, the rows in UTF-8 are known.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (HoldsUtf8(bytes))
        {
            return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        }

        try
        {
            return Gb18030.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool HoldsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; from < bytes.Length;)
        {
            var to = from;
            while (to < bytes.Length && bytes[to] >= 0x80)
            {
                to++;
            }

            if (to - from >= SuspiciousBytes && IsThreeByteUtf8(bytes[from..to]))
            {
                return true;
            }

            from = to + 1;
        }

        return false;
    }

    private static bool IsThreeByteUtf8(ReadOnlySpan<byte> run)
    {
        if (run.Length % 3 != 0)
        {
            return false;
        }

        for (var i = 0; i < run.Length; i += 3)
        {
            if (run[i] is < 0xE0 or > 0xEF || run[i + 1] > 0xBF || run[i + 2] > 0xBF)
            {
                return false;
            }
        }

        return true;
    }
}
