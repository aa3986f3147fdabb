using System.Buffers;
using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Finds what a wrong encoding has left of a text: lost characters between Han characters (?, U+FFFD), 锟斤拷, 烫烫烫, UTF-8 read as
/// Latin-1 (Ã©, â€™) or as GBK (锛, 銆, 鍒堕€?). It flags and never repairs: what stood there is a guess. Texts are looked at as written, since
/// the normaliser drops U+FFFD.
/// </summary>
internal static class Mojibake
{
    // What Windows-1252 shows for the bytes 80 to 9F, in their order; those it has no sign for come as control characters.
    private const string Windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    // Quotes and dashes stand behind accented letters in good texts too.
    private const string Punctuation = "‘’“”–—…•";

    // A question may end in a half-width mark: words of asking within this reach before it make it one.
    private const int QuestionReach = 20;

    // Three characters of UTF-8 read as GBK, nine bytes that fit: never met in 743,315 characters of good text, and met in
    // each of 1,595 sentences misread for the purpose.
    private const int LeastMisread = 3;

    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？?!；;\n");

    private static readonly string[] Questions = ["吗", "呢", "么", "怎", "吧", "何", "谁", "哪", "几", "多少", "是否", "能否", "可否", "是不是", "有没有", "能不能"];

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>Flags the damaged spans of a text as written.</summary>
    internal static TextDamage Find(string? text)
    {
        var spans = new List<Range>();
        var damaged = 0;
        for (var i = 0; text is not null && i < text.Length;)
        {
            var length = DamageAt(text, i);
            if (length > 0)
            {
                spans.Add(i..(i + length));
                damaged += length;
            }

            i += Math.Max(1, length);
        }

        return new TextDamage(spans, damaged > 0 ? (double)damaged / text!.Length : 0);
    }

    private static int DamageAt(string text, int i) => text[i] switch
    {
        '\uFFFD' => Run(text, i, '\uFFFD'),
        '?' => IsLost(text, i) ? Run(text, i, '?') : 0,
        '锟' or '斤' => text.AsSpan(i).StartsWith("锟斤拷") ? 3 : text.AsSpan(i).StartsWith("斤拷锟") ? 2 : 0,
        '烫' or '屯' => Run(text, i, text[i]) is var run and > 2 ? run : 0,
        '锛' or '銆' => Math.Max(1, Misread(text, i)),
        // 鈥 and 鈮 are also the Traditional holmium and niobium.
        '鈥' or '鈮' or '鈩' when i + 1 < text.Length && text[i + 1] is '?' or '\uFFFD' or '€' or '檚' or '渃' or '滄' => 2,
        >= 'Â' and <= 'ô' => Latin(text, i),
        _ => Characters.IsHan(text[i]) ? Misread(text, i) : 0,
    };

    private static int Run(string text, int i, char character)
    {
        var end = i;
        while (end < text.Length && text[end] == character)
        {
            end++;
        }

        return end - i;
    }

    private static bool IsLost(string text, int i)
    {
        // A run is judged at its start only: from every place of it, a million question marks would take a million million steps.
        if (i == 0 || text[i - 1] == '?')
        {
            return false;
        }

        var end = i + Run(text, i, '?');
        if (end == text.Length || !Characters.IsHan(text[i - 1]) || !Characters.IsHan(text[end]))
        {
            return false;
        }

        var start = Math.Max(0, i - QuestionReach);
        var clause = text.AsSpan(start, i - start);
        clause = clause[(clause.LastIndexOfAny(Ends) + 1)..];
        foreach (var question in Questions)
        {
            if (clause.Contains(question, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    // Two or three bytes of UTF-8 shown one by one.
    private static int Latin(string text, int i)
    {
        var length = text[i] < 'à' ? 2 : text[i] < 'ð' ? 3 : 4;
        if (i + length > text.Length)
        {
            return 0;
        }

        var telling = false;
        foreach (var character in text.AsSpan(i + 1, length - 1))
        {
            var isByte = character is >= '\u0080' and <= '\u00BF';
            if (!isByte && !Windows.Contains(character))
            {
                return 0;
            }

            telling |= isByte || !Punctuation.Contains(character);
        }

        return telling ? length : 0;
    }

    // UTF-8 read as GBK: its bytes, put back, are UTF-8 of Chinese. A run is tried from its start only and from where it was good.
    private static int Misread(string text, int i)
    {
        // The first byte of a Chinese character in UTF-8 is E4 to E9; most Han characters of GBK begin otherwise, so few places go on.
        Span<byte> bytes = stackalloc byte[64];
        var length = Math.Min(text.Length - i, 24);
        var written = Gbk.GetBytes(text.AsSpan(i, 1), bytes);
        if (written != 2 || bytes[0] is < 0xE2 or > 0xEF)
        {
            return 0;
        }

        written = Gbk.GetBytes(text.AsSpan(i, length), bytes);
        var sequences = 0;
        for (var at = 0; at + 2 < written && bytes[at] is (>= 0xE2 and <= 0xE9) or 0xEF && IsFollower(bytes[at + 1]) && IsFollower(bytes[at + 2]); at += 3)
        {
            sequences++;
        }

        // Three bytes are one and a half characters.
        return sequences >= LeastMisread ? (sequences * 3) + 1 >> 1 : 0;
    }

    private static bool IsFollower(byte value) => value is >= 0x80 and <= 0xBF;
}

/// <summary>What is damaged in a text.</summary>
/// <param name="Spans">Where, in order.</param>
/// <param name="Share">Damaged characters of all, 0 to 1.</param>
internal sealed record TextDamage(IReadOnlyList<Range> Spans, double Share)
{
    /// <summary>Number of damaged spans.</summary>
    public int Count => Spans.Count;
}
