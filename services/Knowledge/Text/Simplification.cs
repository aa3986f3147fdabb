using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Traditional to Simplified Chinese by OpenCC 1.1 (t2s), called natively: measured 5 to 8 MB/s, one handle serves all threads.
/// The text must hold neither NUL, which truncates it, nor lone surrogates.
/// </summary>
internal static class Simplification
{
    private const string Library = "libopencc.so.1.1";
    private const string Missing =
        "Traditional Chinese cannot be read: " + Library + " or its configuration t2s.json is missing. Install the Debian package libopencc1.1.";

    // Characters that OpenCC keeps where they stand alone but changes in phrases (反覆, 明瞭, 藉口, 沈船).
    private const string ChangedInPhrases = "沈瞭藉覆衹坏甦哩";

    // Lazy, so that a text without Han characters never needs the library.
    private static readonly Lazy<nint> Converter = new(Open);

    // A bit for each character that OpenCC may change. Converting everything was nine tenths of the time of normalising.
    private static readonly Lazy<BitArray> Changeable = new(FindChangeable);

    /// <exception cref="InvalidOperationException">The library is not installed; the message names the package.</exception>
    internal static string Simplify(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u3400', '\uFAFF') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var runs = FindRuns(text);
        if (runs.Count == 0)
        {
            return text;
        }

        var converted = Convert(string.Join('\n', runs.Select(run => text[run]))).Split('\n');
        var simplified = new StringBuilder(text.Length);
        var from = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            _ = simplified.Append(text, from, runs[i].Start.Value - from).Append(converted[i]);
            from = runs[i].End.Value;
        }

        return simplified.Append(text, from, text.Length - from).ToString();
    }

    // Runs of Han characters of which at least one may change: no phrase reaches over anything else.
    private static List<Range> FindRuns(string text)
    {
        var runs = new List<Range>();
        var changeable = Changeable.Value;
        for (var i = 0; i < text.Length; i++)
        {
            if (!changeable[text[i]])
            {
                continue;
            }

            var start = i;
            while (start > 0 && IsOfRun(text[start - 1]))
            {
                start--;
            }

            while (i < text.Length && IsOfRun(text[i]))
            {
                i++;
            }

            runs.Add(start..i);
        }

        return runs;
    }

    private static bool IsOfRun(char character) => Characters.IsHan(character) || char.IsSurrogate(character);

    /// <summary>Converts a text by OpenCC, whether it may change or not.</summary>
    internal static string Convert(string text)
    {
        var converter = Converter.Value;
        var input = Marshal.StringToCoTaskMemUTF8(text);
        var output = nint.Zero;
        try
        {
            output = NativeMethods.opencc_convert_utf8(converter, input, nuint.MaxValue);
            return Marshal.PtrToStringUTF8(output) ?? throw new InvalidOperationException("OpenCC could not convert a text.");
        }
        finally
        {
            Marshal.FreeCoTaskMem(input);
            if (output != 0)
            {
                NativeMethods.opencc_convert_utf8_free(output);
            }
        }
    }

    private static BitArray FindChangeable()
    {
        var changeable = new BitArray(char.MaxValue + 1);
        var all = string.Join('\n', Enumerable.Range(1, char.MaxValue).Where(code => code != '\n' && !char.IsSurrogate((char)code)).Select(code => (char)code));
        var converted = Convert(all).Split('\n');
        foreach (var (character, place) in all.Split('\n').Select((character, place) => (character[0], place)))
        {
            changeable[character] = converted[place] != character.ToString();
        }

        // Characters beyond the basic plane are left to OpenCC.
        for (var code = 0xD800; code <= 0xDFFF; code++)
        {
            changeable[code] = true;
        }

        foreach (var character in ChangedInPhrases)
        {
            changeable[character] = true;
        }

        return changeable;
    }

    private static nint Open()
    {
        try
        {
            var configuration = Marshal.StringToCoTaskMemUTF8("t2s.json");
            var converter = NativeMethods.opencc_open(configuration);
            Marshal.FreeCoTaskMem(configuration);
            return converter == -1 ? throw new InvalidOperationException(Missing) : converter;
        }
        catch (DllNotFoundException error)
        {
            throw new InvalidOperationException(Missing, error);
        }
    }

    private static class NativeMethods
    {
        // The names are those of opencc.h; a length of (size_t)-1 means "up to the NUL".
        [DllImport(Library, ExactSpelling = true)]
        internal static extern nint opencc_open(nint configuration);

        [DllImport(Library, ExactSpelling = true)]
        internal static extern nint opencc_convert_utf8(nint converter, nint input, nuint length);

        [DllImport(Library, ExactSpelling = true)]
        internal static extern void opencc_convert_utf8_free(nint text);
    }
}
