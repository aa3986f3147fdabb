using System.Numerics;
using System.Runtime.CompilerServices;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Words with their frequencies and log-probabilities as a trie in arrays: the children of a node stand beside each other, in the order
/// of their characters. jieba's 349,000 words take 7 MB and no object of their own.
/// </summary>
internal sealed class WordTrie
{
    // Up to here a vectorised scan of the children beats halving them.
    private const int Scanned = 96;

    private const int Root = 0;

    // Cutting waits for memory, not for the processor: a text that is cut again and again takes a fifth of the time of ever new ones. So one look-up
    // each answers what is asked most, and the filters keep the others out of the large arrays.
    private const int FilterBits = 1 << 20;

    // Nodes of first characters: the root has 11,000 children.
    private readonly int[] starts = new int[char.MaxValue + 1];
    private readonly char[] characters;
    private readonly int[] firstChildren;
    private readonly int[] frequencies;
    private readonly float[] probabilities;
    private readonly float[] ofCharacters = new float[char.MaxValue + 1];
    private readonly ulong[] pairFilter = new ulong[FilterBits / 64];
    private readonly ulong[] tripleFilter = new ulong[FilterBits / 64];
    private readonly Pair[] pairs;

    private WordTrie(List<char> characters, List<int> firstChildren, List<int> frequencies, long total)
    {
        this.characters = [.. characters];
        this.firstChildren = [.. firstChildren];
        this.frequencies = [.. frequencies];
        var logTotal = Math.Log(Math.Max(2, total));
        probabilities = Array.ConvertAll(this.frequencies, frequency => frequency > 0 ? (float)(Math.Log(frequency) - logTotal) : float.NegativeInfinity);
        var seconds = firstChildren[Root + 1] < firstChildren.Count ? firstChildren[firstChildren[Root + 1]] - firstChildren[firstChildren[Root]] : 0;
        pairs = new Pair[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * seconds) + 2)];
        Array.Fill(ofCharacters, float.NegativeInfinity);
        for (var child = firstChildren[Root]; child < firstChildren[Root + 1]; child++)
        {
            starts[characters[child]] = child;
            ofCharacters[characters[child]] = probabilities[child];
            for (var second = firstChildren[child]; second < firstChildren[child + 1]; second++)
            {
                AddPair(characters[child], characters[second], second);
            }
        }
    }

    /// <summary>Log-probability of the word that is one character; negative infinity when it is none.</summary>
    internal double ProbabilityOf(char character) => ofCharacters[character];

    /// <summary>What two characters that follow each other begin.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="probability">Log-probability of the word that they are; negative infinity when they are none.</param>
    /// <returns>Their node; 0 when no word begins so.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Second(char first, char second, out float probability)
    {
        var key = ((uint)first << 16) | second;
        var hash = Mix(key);
        if (Has(pairFilter, hash))
        {
            for (var slot = hash & (uint)(pairs.Length - 1); pairs[slot].Node != 0; slot = (slot + 1) & (uint)(pairs.Length - 1))
            {
                if (pairs[slot].Key == key)
                {
                    probability = pairs[slot].Probability;
                    return pairs[slot].Node;
                }
            }
        }

        probability = float.NegativeInfinity;
        return 0;
    }

    /// <summary>Whether a word may go on with a character after two; false for nearly all that do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayFollow(int pair, char third) => Has(tripleFilter, Mix((uint)pair * 31 ^ ((uint)third << 16)));

    /// <summary>Node one character further; 0 when no word goes on so.</summary>
    internal int Next(int node, char character)
    {
        var first = firstChildren[node];
        var children = characters.AsSpan(first, firstChildren[node + 1] - first);
        var found = children.Length <= Scanned ? children.IndexOf(character) : children.BinarySearch(character);
        return found >= 0 ? first + found : 0;
    }

    /// <summary>Log-probability of the word that ends at a node; negative infinity where none ends, as at the root.</summary>
    internal double ProbabilityAt(int node) => probabilities[node];

    /// <summary>Frequency of a word; 0 when it is none.</summary>
    internal int FrequencyOf(ReadOnlySpan<char> word)
    {
        var node = word.Length > 0 ? starts[word[0]] : Root;
        for (var i = 1; i < word.Length && node > Root; i++)
        {
            node = Next(node, word[i]);
        }

        return frequencies[node];
    }

    /// <summary>All words with their frequencies.</summary>
    internal IEnumerable<KeyValuePair<string, int>> All()
    {
        var waiting = new Stack<(int Node, string Word)>([(Root, string.Empty)]);
        while (waiting.TryPop(out var place))
        {
            for (var child = firstChildren[place.Node]; child < firstChildren[place.Node + 1]; child++)
            {
                var word = place.Word + characters[child];
                waiting.Push((child, word));
                if (frequencies[child] > 0)
                {
                    yield return KeyValuePair.Create(word, frequencies[child]);
                }
            }
        }
    }

    /// <summary>Lays out words level by level.</summary>
    /// <param name="words">In ordinal order, each once, with frequencies above 0.</param>
    /// <param name="total">What frequencies are a share of.</param>
    internal static WordTrie Build(KeyValuePair<string, int>[] words, long total)
    {
        var characters = new List<char>(2 * words.Length) { '\0' };
        var firstChildren = new List<int>(2 * words.Length);
        var frequencies = new List<int>(2 * words.Length) { 0 };
        // Nodes wait in the order of their numbers, each with the words that begin with it.
        var waiting = new Queue<(int From, int To, int Depth)>();
        waiting.Enqueue((0, words.Length, 0));
        while (waiting.TryDequeue(out var node))
        {
            firstChildren.Add(characters.Count);
            var (from, to, depth) = node;
            // The word that ends here comes first.
            from += from < to && words[from].Key.Length == depth ? 1 : 0;
            while (from < to)
            {
                var character = words[from].Key[depth];
                var end = from + 1;
                while (end < to && words[end].Key[depth] == character)
                {
                    end++;
                }

                characters.Add(character);
                frequencies.Add(words[from].Key.Length == depth + 1 ? words[from].Value : 0);
                waiting.Enqueue((from, end, depth + 1));
                from = end;
            }
        }

        firstChildren.Add(characters.Count);
        return new WordTrie(characters, firstChildren, frequencies, total);
    }

    private void AddPair(char first, char second, int node)
    {
        var key = ((uint)first << 16) | second;
        var hash = Mix(key);
        Set(pairFilter, hash);
        var slot = hash & (uint)(pairs.Length - 1);
        while (pairs[slot].Node != 0)
        {
            slot = (slot + 1) & (uint)(pairs.Length - 1);
        }

        pairs[slot] = new Pair(key, node, probabilities[node]);
        for (var third = firstChildren[node]; third < firstChildren[node + 1]; third++)
        {
            Set(tripleFilter, Mix((uint)node * 31 ^ ((uint)characters[third] << 16)));
        }
    }

    private static bool Has(ulong[] filter, uint hash) => (filter[hash >> 18] & (1UL << (int)((hash >> 12) & 63))) != 0;

    private static void Set(ulong[] filter, uint hash) => filter[hash >> 18] |= 1UL << (int)((hash >> 12) & 63);

    // The finaliser of MurmurHash3 (Appleby, 2011): high bits for the filter, low bits for the table.
    private static uint Mix(uint key)
    {
        key = (key ^ (key >> 16)) * 0x85EBCA6Bu;
        key = (key ^ (key >> 13)) * 0xC2B2AE35u;
        return key ^ (key >> 16);
    }

    private readonly record struct Pair(uint Key, int Node, float Probability);
}
