using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Knowledge.Graph;

/// <summary>The technologies of the regions' industries and how they hang together. Never changes once it is loaded.</summary>
public sealed class KnowledgeGraph
{
    private const string Stops = "stops.txt";
    private const int DigestBytes = 6;

    private static readonly Lazy<KnowledgeGraph> BuiltIn = new(() => Read(null));

    private readonly FrozenDictionary<string, int> numbers;
    private readonly Lazy<Expansion> expansion;

    private KnowledgeGraph(IReadOnlyList<TechnologyRow> rows, IReadOnlyList<string> stops, string digest)
    {
        Digest = digest;
        Technologies = new RowJoiner(rows).Join();
        numbers = Technologies.ToFrozenDictionary(technology => technology.Id, technology => technology.Number, StringComparer.Ordinal);
        Linker = new Linker(LabelTable.Build(rows, stops));
        expansion = new Lazy<Expansion>(() => new Expansion(this));
    }

    /// <summary>The built-in technologies alone.</summary>
    internal static KnowledgeGraph Default => BuiltIn.Value;

    /// <summary>Every label of the built-in technologies: words that no segmenter may cut.</summary>
    internal static IEnumerable<string> Labels => Default.Technologies.SelectMany(technology => technology.Labels);

    /// <summary>Names the content: 12 hexadecimal digits.</summary>
    internal string Digest { get; }

    /// <summary>All technologies by rising id.</summary>
    internal IReadOnlyList<Technology> Technologies { get; }

    /// <summary>Finds them in texts.</summary>
    internal Linker Linker { get; }

    /// <summary>What stands near a technology.</summary>
    internal Expansion Expansion => expansion.Value;

    /// <summary>The technology of an id; null when there is none.</summary>
    internal Technology? Find(string id) => numbers.TryGetValue(id, out var number) ? Technologies[number] : null;

    /// <summary>Loads the built-in technologies and those of a folder, which add to them or replace them by id.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with the content; the message names file and line.</exception>
    internal static KnowledgeGraph Load(string? folder) => folder is null ? Default : Read(folder);

    /// <summary>Makes a graph of rows.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with them; the message names the place of each fault.</exception>
    internal static KnowledgeGraph Of(IReadOnlyList<TechnologyRow> rows, IReadOnlyList<string> stops)
    {
        var faults = GraphCheck.Faults(rows);
        if (faults.Count > 0)
        {
            throw new InvalidDataException($"The knowledge graph has {faults.Count} faults:\n{string.Join('\n', faults.Take(20))}");
        }

        TechnologyRow[] ordered = [.. rows.OrderBy(row => row.Id, StringComparer.Ordinal)];
        return new KnowledgeGraph(ordered, stops, DigestOf(ordered, stops));
    }

    private static KnowledgeGraph Read(string? folder)
    {
        var (rows, stops) = (new List<TechnologyRow>(), new List<string>());
        var assembly = typeof(KnowledgeGraph).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("knowledge/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Read(name, reader, rows, stops);
        }

        if (folder is not null)
        {
            var own = new List<TechnologyRow>();
            foreach (var path in Directory.EnumerateFiles(folder).Where(path => path.EndsWith(".jsonl", StringComparison.Ordinal) || Path.GetFileName(path) == Stops).Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(path);
                Read(path, reader, own, stops);
            }

            var replaced = own.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
            rows = [.. rows.Where(row => !replaced.Contains(row.Id)), .. own];
        }

        return Of(rows, stops);
    }

    private static void Read(string file, TextReader reader, List<TechnologyRow> rows, List<string> stops)
    {
        if (!file.EndsWith(Stops, StringComparison.Ordinal))
        {
            rows.AddRange(TechnologyRow.Read(file, reader));
            return;
        }

        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                stops.Add(line.Trim());
            }
        }
    }

    // Over the content in the order of ids, so that moving a technology to another file changes nothing.
    private static string DigestOf(IEnumerable<TechnologyRow> rows, IEnumerable<string> stops)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            string[] lists =
            [
                .. row.Labels, ">", .. row.Broader, ">", .. row.Feeds, "-", .. row.Related, "#", .. row.Fields, .. row.Emerging, .. row.Industries, .. row.Disciplines,
                .. row.Cues.OrderBy(cue => cue.Key, StringComparer.Ordinal).SelectMany(cue => cue.Value.Prepend(cue.Key)),
            ];
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Id}\t{string.Join('\t', lists)}\n"));
        }

        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', stops.Order(StringComparer.Ordinal))));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestBytes));
    }
}
