using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Removes the pronunciation that some sites print behind a character and scrapers take for text: 內(nèi)江, 創(chuàng)新,
/// 團（tuán）隊. A bracket goes only when it follows a Han character and holds one syllable of 1 to 6 Latin letters with a tone
/// mark, so (R&amp;D), (nm), (AI) and (men) stay: a syllable without a tone mark cannot be told from an abbreviation.
/// </summary>
internal static class PinyinDebris
{
    private const int LongestSyllable = 6;
    private const string Toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềĀÁǍÀĒÉĚÈŌÓǑÒ";

    internal static string Remove(string text)
    {
        if (text.AsSpan().IndexOfAny('(', '（') < 0)
        {
            return text;
        }

        StringBuilder? cleaned = null;
        var kept = 0;
        for (var i = 1; i < text.Length; i++)
        {
            // Some characters carry two brackets, both pronunciations of one: (xiàng)(xiàng).
            while (i < text.Length && text[i] is '(' or '（' && (kept == i || Characters.IsHan(text[i - 1])) && SyllableEnd(text, i) is var end and > 0)
            {
                _ = (cleaned ??= new StringBuilder(text.Length)).Append(text, kept, i - kept);
                kept = end;
                i = end;
            }
        }

        return cleaned is null ? text : cleaned.Append(text, kept, text.Length - kept).ToString();
    }

    // Index behind the closing bracket, or 0 when the bracket holds anything but one toned syllable.
    private static int SyllableEnd(string text, int open)
    {
        var toned = false;
        var i = open + 1;
        for (; i < text.Length && i - open - 1 <= LongestSyllable && Characters.IsLatinLetter(text[i]); i++)
        {
            toned |= Toned.Contains(text[i]);
        }

        var letters = i - open - 1;
        return toned && letters is > 0 and <= LongestSyllable && i < text.Length && text[i] is ')' or '）' ? i + 1 : 0;
    }
}
