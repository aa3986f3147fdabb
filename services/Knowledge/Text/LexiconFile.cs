using System.Globalization;

namespace Matchmaking.Knowledge.Text;

/// <summary>Reads a dictionary in jieba's format: "word frequency part-of-speech" a line.</summary>
internal static class LexiconFile
{
    /// <summary>Reads the words; a file that is not there gives an empty lexicon.</summary>
    /// <exception cref="InvalidDataException">A line is not of the format; it is named.</exception>
    internal static Lexicon Read(string path)
    {
        if (!File.Exists(path))
        {
            return Lexicon.Empty;
        }

        var text = File.ReadAllText(path);
        var simplified = Simplifying(text);
        var words = new List<KeyValuePair<string, int>>(text.Length / 8);
        var toSimplify = new List<KeyValuePair<string, int>>();
        var joining = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace())
            {
                continue;
            }

            var end = line.IndexOf(' ');
            var rest = end > 0 ? line[(end + 1)..] : default;
            var frequencyEnd = rest.IndexOf(' ');
            if (!int.TryParse(frequencyEnd < 0 ? rest : rest[..frequencyEnd], NumberStyles.None, CultureInfo.InvariantCulture, out var frequency))
            {
                throw new InvalidDataException($"{path}:{number}: expected \"word frequency\"");
            }

            total += frequency;
            if (frequency > 0 && Lexicon.IsHanWord(line[..end]))
            {
                var word = line[..end].ToString();
                (HoldsAny(word, simplified) ? toSimplify : words).Add(KeyValuePair.Create(word, frequency));
                if (JoiningWords.Contains(word, frequencyEnd < 0 ? default : rest[(frequencyEnd + 1)..]))
                {
                    _ = joining.Add(word);
                }
            }
        }

        return new Lexicon(words.Concat(Simplified(toSimplify)), total, joining);
    }

    // Texts are met simplified, so words are looked up simplified. Few words need it, and the native call costs more than all the rest:
    // only those holding a character that changes on its own are put through the normaliser, in one call (12 words of 2,080 are missed).
    private static IEnumerable<KeyValuePair<string, int>> Simplified(List<KeyValuePair<string, int>> words)
    {
        var normalized = Normalizer.Normalize(string.Join('\n', words.Select(word => word.Key))).Split('\n');
        return words.Select((word, i) => KeyValuePair.Create(normalized[i], word.Value)).Where(word => Lexicon.IsHanWord(word.Key));
    }

    private static bool[] Simplifying(string text)
    {
        var held = new bool[char.MaxValue + 1];
        foreach (var character in text)
        {
            held[character] = true;
        }

        var characters = Enumerable.Range(0, held.Length).Where(code => held[code] && Characters.IsHan((char)code)).Select(code => (char)code).ToArray();
        var simplified = Normalizer.Normalize(string.Join('\n', characters)).Split('\n');
        Array.Clear(held);
        for (var i = 0; i < characters.Length; i++)
        {
            held[characters[i]] = simplified[i] != characters[i].ToString();
        }

        return held;
    }

    private static bool HoldsAny(ReadOnlySpan<char> word, bool[] marked)
    {
        foreach (var character in word)
        {
            if (marked[character])
            {
                return true;
            }
        }

        return false;
    }
}
