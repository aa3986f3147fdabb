using System.Text.Json;

namespace Matchmaking.Audit;

/// <summary>The end of a chain at some time.</summary>
/// <param name="Organisation">Whose chain.</param>
/// <param name="Sequence">Of the last entry.</param>
/// <param name="Hash">Its hash, hexadecimal in small letters.</param>
/// <param name="At">When it was witnessed, UTC.</param>
internal sealed record ChainHead(string Organisation, long Sequence, string Hash, DateTimeOffset At);

/// <summary>Heads of chains outside the database: one JSON object a line, the newest last, of every organisation the highest sequence at least.</summary>
internal static class WitnessFile
{
    /// <summary>What the file of a database is called.</summary>
    public static string NameFor(string database) => $"{database}.heads";

    /// <summary>
    /// The last head of each organisation; none where there is no file. A last line without its end was cut off while it was written and does not count.
    /// </summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or goes back behind an earlier one: somebody else has written here.</exception>
    public static Dictionary<string, ChainHead> Read(string path)
    {
        var heads = new Dictionary<string, ChainHead>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return heads;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var number = 0;
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            number++;
            if (TryRead(line) is { } head)
            {
                var before = heads.GetValueOrDefault(head.Organisation);
                heads[head.Organisation] = before is null || head.Sequence > before.Sequence || (head.Sequence == before.Sequence && head.Hash == before.Hash)
                    ? head
                    : throw new InvalidDataException($"Line {number} of {path} goes back behind an earlier head of {head.Organisation}.");
            }
            else if (!reader.EndOfStream)
            {
                throw new InvalidDataException($"Line {number} of {path} is no head of a chain.");
            }
        }

        return heads;
    }

    /// <summary>A head as a line, with its end.</summary>
    public static string Line(ChainHead head) => JsonSerializer.Serialize(head, JsonSerializerOptions.Web) + "\n";

    private static ChainHead? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ChainHead>(line, JsonSerializerOptions.Web) is { Organisation: not null, Hash: not null } head ? head : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
