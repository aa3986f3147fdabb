using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// A space as bytes, little-endian: magic, version, counts, terms with idf, common terms, vectors as Half, then SHA-256 of all before.
/// 30,000 terms at 128 dimensions are 8 MB.
/// </summary>
internal static class LatentFile
{
    private const int Magic = 0x534C4D4D;
    private const int Version = 1;

    // Ten times what training makes; whatever the stream is, no more of it is taken into memory.
    private const int LongestFile = 100_000_000;

    /// <summary>Names how texts become terms and how a space is written: a space of another pipeline is of no use.</summary>
    internal static string Pipeline => $"{Tokenizer.Digest}+space:{Version}";

    internal static byte[] ToBytes(LatentSpace space)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var vocabulary = space.Vocabulary;
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(space.Dimensions);
        writer.Write(vocabulary.Documents);
        writer.Write(vocabulary.Terms.Length);
        writer.Write(vocabulary.CommonTerms.Length);
        for (var i = 0; i < vocabulary.Terms.Length; i++)
        {
            writer.Write(vocabulary.Terms[i]);
            writer.Write(vocabulary.Weights[i]);
        }

        foreach (var term in vocabulary.CommonTerms)
        {
            writer.Write(term);
        }

        foreach (var value in space.TermVectors)
        {
            writer.Write(value);
        }

        return stream.ToArray();
    }

    internal static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    internal static void Write(LatentSpace space, Stream stream)
    {
        var bytes = ToBytes(space);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    internal static LatentSpace Read(Stream stream)
    {
        var file = ReadAll(stream);
        var length = file.Length - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(file.AsSpan(0, length)).AsSpan().SequenceEqual(file.AsSpan(length)))
        {
            throw new InvalidDataException("The latent space is damaged: its checksum is wrong.");
        }

        using var reader = new BinaryReader(new MemoryStream(file, 0, length), Encoding.UTF8);
        if (reader.ReadInt32() != Magic || reader.ReadInt32() != Version)
        {
            throw new InvalidDataException("This is no latent space of a known version.");
        }

        var dimensions = reader.ReadInt32();
        var documents = reader.ReadInt32();
        var terms = new string[reader.ReadInt32()];
        var common = new string[reader.ReadInt32()];
        var weights = new float[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = reader.ReadString();
            weights[i] = reader.ReadSingle();
        }

        for (var i = 0; i < common.Length; i++)
        {
            common[i] = reader.ReadString();
        }

        var vectors = new Half[terms.Length * dimensions];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(vectors.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<Half, ushort>(vectors.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }

        return new LatentSpace(new LatentVocabulary(terms, weights, common, documents), dimensions, vectors);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LongestFile)
            {
                throw new InvalidDataException("This is no latent space: it is far too long.");
            }
        }

        return bytes.ToArray();
    }
}
