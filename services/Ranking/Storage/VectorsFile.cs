using System.Text;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Storage;

/// <summary>The documents of one segment in a latent space, in a file beside the segment: placing a million talents anew takes many seconds.</summary>
internal static class VectorsFile
{
    // To be raised when the same space would place a document elsewhere: logarithmic frequencies, what short texts are worth, the scale of bytes.
    private const long Version = 1;

    internal static void Write(string path, LatentVectors vectors)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var file = new ArrayFile.Writer(stream);
        file.Write<long>([Version, vectors.Dimensions]);
        file.Write<byte>(Encoding.UTF8.GetBytes(vectors.Space));
        file.Write(vectors.Scales);
        foreach (var block in vectors.Blocks)
        {
            file.Write<sbyte>(block);
        }

        file.End();
        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="InvalidDataException">The file is damaged or of another version.</exception>
    internal static LatentVectors Read(string path)
    {
        using var file = new ArrayFile.Reader(path);
        var head = file.Next<long>();
        var space = file.Next<byte>();
        var scales = file.Next<float>();
        var blocks = new List<sbyte[]>();
        while (!file.IsAtEnd)
        {
            blocks.Add(file.Next<sbyte>());
        }

        file.Fill();
        return head is [Version, > 0 and < int.MaxValue and var dimensions]
            ? new LatentVectors(Encoding.UTF8.GetString(space), (int)dimensions, scales, [.. blocks])
            : throw new InvalidDataException("the format is another");
    }
}
