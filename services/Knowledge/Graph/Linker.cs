using System.Buffers;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Knowledge.Graph;

/// <summary>
/// Finds technologies in normalised texts: the leftmost longest label, whatever its case, blanks and joints; Latin labels between the ends of words
/// only. A label that has cues counts where one of them stands near. Every step of the trie reads a character, and no label is longer than
/// some sixty, so time is linear in the text. May be used by many threads.
/// </summary>
internal sealed class Linker(LabelTable table)
{
    // Labels that begin at one place, each longer than the one before; more than a handful never do.
    private const int MostNested = 16;

    private readonly Trie trie = table.Trie;

    /// <summary>All mentions, in the order of the text.</summary>
    internal List<Mention> Link(ReadOnlySpan<char> text)
    {
        var mentions = new List<Mention>();
        var sink = new MentionSink(mentions);
        _ = Link(text, ref sink);
        return mentions;
    }

    /// <summary>Hands every mention to the sink, in the order of the text; none overlaps another.</summary>
    /// <param name="text">A normalised text.</param>
    /// <param name="sink">Receives the mentions.</param>
    /// <returns>How many steps it took: by these, not by a clock, tests hold it linear.</returns>
    internal long Link<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : ILinkSink, allows ref struct
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var lower = buffer.AsSpan(0, text.Length);
        LabelForm.Lower(text, lower);
        var cues = new CueSearch(lower, table.CueTexts);
        try
        {
            return Link(text, lower, ref cues, ref sink);
        }
        finally
        {
            cues.Dispose();
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private long Link<TSink>(ReadOnlySpan<char> text, ReadOnlySpan<char> lower, ref CueSearch cues, ref TSink sink)
        where TSink : ILinkSink, allows ref struct
    {
        Span<(int Label, int End)> ends = stackalloc (int, int)[MostNested];
        var steps = 0L;
        var isInWord = false;
        for (var i = 0; i < lower.Length;)
        {
            var isWord = Characters.IsWord(lower[i]);
            var end = i + 1;
            if (!(isWord && isInWord) && trie.Root(lower[i]) is var root and >= 0)
            {
                var count = Walk(lower, i, root, ends, ref steps);
                for (var longest = count - 1; longest >= 0; longest--)
                {
                    if (Resolve(text, ref cues, ends[longest].Label, i, ends[longest].End, out var technology))
                    {
                        end = ends[longest].End;
                        if (technology != LabelTable.NoTechnology)
                        {
                            sink.Accept(technology, i, end - i);
                        }

                        break;
                    }
                }
            }

            isInWord = Characters.IsWord(lower[end - 1]);
            steps += end - i;
            i = end;
        }

        return steps;
    }

    // Collects the labels that begin at a place and end where a word may end, shortest first.
    private int Walk(ReadOnlySpan<char> lower, int start, int node, Span<(int Label, int End)> ends, ref long steps)
    {
        var count = 0;
        for (var i = start + 1; ; i++)
        {
            if (trie.LabelAt(node) is var label and >= 0 && count < ends.Length && IsEnd(lower, i))
            {
                ends[count++] = (label, i);
            }

            if (i < lower.Length && LabelForm.IsSeparator(lower[i]) && MaySkip(lower, i))
            {
                i++;
            }

            if (i >= lower.Length)
            {
                return count;
            }

            steps++;
            node = trie.Next(node, lower[i]);
            if (node < 0)
            {
                return count;
            }
        }
    }

    private static bool IsEnd(ReadOnlySpan<char> lower, int end) =>
        end >= lower.Length || ((!Characters.IsWord(lower[end]) || !Characters.IsWord(lower[end - 1])) && !IsMechanism(lower, end));

    // 挖掘机理 and 压缩机制 hold no machine; 电机理论, 电机制造 and 压缩机制冷 do.
    private static bool IsMechanism(ReadOnlySpan<char> lower, int end) => lower[end - 1] == '机' && lower[end] switch
    {
        '理' => end + 1 >= lower.Length || lower[end + 1] != '论',
        '制' => end + 1 >= lower.Length || lower[end + 1] is not ('造' or '冷' or '动' or '备' or '作' or '热' or '氢' or '氧' or '冰' or '砂' or '粒'),
        _ => false,
    };

    // Between Han characters a blank parts two words; joints and the blanks around Latin words are a matter of taste.
    private static bool MaySkip(ReadOnlySpan<char> lower, int i) =>
        lower[i] != ' ' || Characters.IsWord(lower[i - 1]) || (i + 1 < lower.Length && Characters.IsWord(lower[i + 1]));

    // Whether a label counts here, and for which technology. A phrase that is none counts without one, unless it is also a label whose cue stands near.
    private bool Resolve(ReadOnlySpan<char> text, ref CueSearch cues, int label, int start, int end, out int technology)
    {
        technology = LabelTable.NoTechnology;
        if (table.IsAbbreviation[label] && !IsWrittenAsAbbreviation(text, start, end))
        {
            return false;
        }

        var most = -1;
        for (var sense = table.FirstSense[label]; sense < table.FirstSense[label + 1]; sense++)
        {
            var count = 0;
            for (var cue = table.FirstCue[sense]; cue < table.FirstCue[sense + 1]; cue++)
            {
                count += cues.IsNear(table.Cues[cue], start, end) ? 1 : 0;
            }

            if (count > most && (count > 0 || table.FirstCue[sense] == table.FirstCue[sense + 1]))
            {
                (most, technology) = (count, table.Technologies[sense]);
            }
        }

        return most >= 0;
    }

    // In capitals, or at least not as a word among Latin words: "led to" is no diode, "led灯珠" is one.
    private static bool IsWrittenAsAbbreviation(ReadOnlySpan<char> text, int start, int end)
    {
        if (char.IsAsciiLetterUpper(text[start]) && char.IsAsciiLetterUpper(text[start + 1]))
        {
            return true;
        }

        var before = start > 1 && text[start - 1] == ' ' ? text[start - 2] : start > 0 ? text[start - 1] : ' ';
        var after = end + 1 < text.Length && text[end] == ' ' ? text[end + 1] : end < text.Length ? text[end] : ' ';
        return Characters.IsHan(before) || Characters.IsHan(after) || !(Characters.IsWord(before) || Characters.IsWord(after));
    }
}
