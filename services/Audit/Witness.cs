using System.Text;

namespace Matchmaking.Audit;

/// <summary>
/// Writes heads of chains into an append-only file outside the database, which is what tells when the end of a chain was cut off or all of it was
/// made anew. At the start it is compacted to the last head of each organisation, and again whenever it has grown by <see cref="MostLines"/> lines.
/// </summary>
internal sealed class Witness : IDisposable
{
    private const int MostLines = 200_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly Dictionary<string, ChainHead> heads;
    private FileStream file;
    private int lines;

    private Witness(string path)
    {
        this.path = path;
        heads = WitnessFile.Read(path);
        file = Compact();
    }

    /// <summary>The last head of each organisation.</summary>
    public IReadOnlyDictionary<string, ChainHead> Heads => heads;

    /// <summary>Opens the file of <paramref name="database"/> in <paramref name="folder"/>, which is made where it is missing.</summary>
    /// <exception cref="InvalidDataException">Somebody else has written into the file.</exception>
    public static Witness Open(string folder, string database)
    {
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        return new Witness(Path.Combine(folder, WitnessFile.NameFor(database)));
    }

    /// <summary>Appends heads and has them on the disk before it returns.</summary>
    public void Append(IReadOnlyCollection<ChainHead> newer)
    {
        if (lines + newer.Count > MostLines)
        {
            file.Dispose();
            file = Compact();
        }

        Write(file, newer);
        lines += newer.Count;
        foreach (var head in newer)
        {
            heads[head.Organisation] = head;
        }
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    // Renamed into its place only when all of it is on the disk.
    private FileStream Compact()
    {
        var compacted = path + ".new";
        File.Delete(compacted);
        using (var all = Open(compacted, FileMode.CreateNew))
        {
            Write(all, heads.Values);
        }

        File.Move(compacted, path, overwrite: true);
        lines = 0;
        return Open(path, FileMode.Append);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private static void Write(FileStream to, IReadOnlyCollection<ChainHead> heads)
    {
        to.Write(Encoding.UTF8.GetBytes(string.Concat(heads.Select(WitnessFile.Line))));
        to.Flush(flushToDisk: true);
    }
}
