using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// Names the content of an index: the sum, modulo 2^128, of a SHA-256 prefix over every living (id, revision). Equal content
/// gives an equal digest in whatever order it arrived, and one change updates it in constant time.
/// </summary>
internal static class IndexDigest
{
    internal static UInt128 Of(Guid id, long revision)
    {
        Span<byte> bytes = stackalloc byte[24];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], revision);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    internal static string Show(UInt128 digest) => digest.ToString("x32", CultureInfo.InvariantCulture);
}
