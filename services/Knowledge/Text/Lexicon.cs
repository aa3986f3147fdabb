using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// The Chinese words that texts are cut into, with their frequencies: those of jieba's dictionary and the platform's own. Made once and
/// read by all threads.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Longer words are left out: the segmenter looks no further ahead. The longest of jieba has 16 characters.</summary>
    internal const int LongestWord = 31;

    private const string PathVariable = "MATCHMAKING_DICTIONARY";
    private const string DebianPath = "/usr/lib/python3/dist-packages/jieba/dict.txt";

    private static readonly Lazy<Lexicon> Loaded = new(() => LexiconFile.Read(DefaultPath).With(UserWords.All));

    private readonly long total;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> joining;

    /// <summary>A lexicon of words as they are.</summary>
    /// <param name="frequencies">Normalised Han words and how often each was seen; above 0.</param>
    /// <param name="total">Sum of all frequencies, also those of words left out.</param>
    /// <param name="joining">Words that no phrase reaches over (<see cref="JoiningWords"/>).</param>
    internal Lexicon(IEnumerable<KeyValuePair<string, int>> frequencies, long total, IEnumerable<string>? joining = null)
    {
        this.joining = (joining ?? []).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var words = Sorted([.. frequencies]);
        this.total = total;
        Count = words.Length;
        Digest = DigestOf(words);
        Words = WordTrie.Build(words, total);
        UnknownProbability = -Math.Log(Math.Max(2, total));
    }

    /// <summary>
    /// The lexicon of this process: the file that MATCHMAKING_DICTIONARY names, or that of Debian's python3-jieba, with
    /// <see cref="UserWords"/>. Read at first use; without the file it holds the user words only, and without those it is empty.
    /// </summary>
    internal static Lexicon Default => Loaded.Value;

    /// <summary>No words at all: texts are cut into characters.</summary>
    internal static Lexicon Empty { get; } = new([], 0);

    /// <summary>Where <see cref="Default"/> is read from.</summary>
    internal static string DefaultPath => Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : DebianPath;

    /// <summary>Whether it holds no word.</summary>
    internal bool IsEmpty => Count == 0;

    /// <summary>Number of words.</summary>
    internal int Count { get; }

    /// <summary>Names the words and frequencies: two processes with equal digests cut alike. "none" when empty.</summary>
    internal string Digest { get; }

    /// <summary>The words for looking up.</summary>
    internal WordTrie Words { get; }

    /// <summary>Log-probability of a character that is no word: frequency 1, as in jieba.</summary>
    internal double UnknownProbability { get; }

    /// <summary>
    /// The same lexicon with words of one's own. Each gets the least frequency that makes it win over its parts (jieba's suggest_freq).
    /// What is not written in Han characters alone is passed over: the segmenter never meets it.
    /// </summary>
    internal Lexicon With(IEnumerable<string> userWords)
    {
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in userWords.Select(Normalizer.Normalize).Where(IsHanWord))
        {
            added[word] = Math.Max(WinningFrequency(word), Words.FrequencyOf(word));
        }

        return added.Count == 0
            ? this
            : new Lexicon(
                Words.All().Where(word => !added.ContainsKey(word.Key)).Concat(added),
                total + added.Sum(word => (long)word.Value - Words.FrequencyOf(word.Key)),
                joining.Set.Where(word => !added.ContainsKey(word)));
    }

    /// <summary>Whether a word joins or counts rather than names; without a dictionary the function characters do.</summary>
    internal bool IsJoining(ReadOnlySpan<char> word) =>
        joining.Contains(word) || (word.Length == 1 && StopWords.IsFunction(word[0]));

    /// <summary>Whether a word can be met in a run of Han characters.</summary>
    internal static bool IsHanWord(string word) => IsHanWord(word.AsSpan());

    /// <inheritdoc cref="IsHanWord(string)"/>
    internal static bool IsHanWord(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (!Characters.IsHan(character))
            {
                return false;
            }
        }

        return word.Length is > 0 and <= LongestWord;
    }

    // A word listed in both scripts, or twice, keeps its higher frequency.
    private static KeyValuePair<string, int>[] Sorted(KeyValuePair<string, int>[] words)
    {
        Array.Sort(Array.ConvertAll(words, static word => word.Key), words, StringComparer.Ordinal);
        var count = 0;
        foreach (var word in words)
        {
            if (count > 0 && words[count - 1].Key == word.Key)
            {
                words[count - 1] = words[count - 1].Value >= word.Value ? words[count - 1] : word;
            }
            else
            {
                words[count++] = word;
            }
        }

        return words[..count];
    }

    private int WinningFrequency(string word)
    {
        var lengths = new byte[word.Length];
        Segmenter.Cut(word, this, lengths);
        var probability = 1.0;
        for (var i = 0; i < word.Length; i += lengths[i])
        {
            probability *= Math.Max(1, Words.FrequencyOf(word.AsSpan(i, lengths[i]))) / (double)Math.Max(1, total);
        }

        return (int)Math.Min(probability * total, int.MaxValue - 1) + 1;
    }

    private static string DigestOf(KeyValuePair<string, int>[] words)
    {
        if (words.Length == 0)
        {
            return "none";
        }

        using var buffer = new MemoryStream(words.Length * 12);
        foreach (var (word, frequency) in words)
        {
            buffer.Write(MemoryMarshal.AsBytes(word.AsSpan()));
            buffer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in frequency)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)))[..12];
    }
}
