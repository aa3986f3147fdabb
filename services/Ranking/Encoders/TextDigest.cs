using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Ranking.Encoders;

/// <summary>SHA-256 of a normalised text: the name under which its vectors are kept and erased.</summary>
internal readonly record struct TextDigest(UInt128 High, UInt128 Low)
{
    internal static TextDigest Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return FromBytes(hash);
    }

    internal static TextDigest FromBytes(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    internal byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }
}
