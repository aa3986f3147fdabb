using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Audit;

/// <summary>
/// The hash of an entry: SHA-256 (FIPS 180-4) over its fields, each as its length in bytes (32 bits, big-endian) and its bytes, so that no two
/// entries are written alike. Texts are UTF-8; numbers are 64 bits, big-endian; times are microseconds since 1970; what is absent has the length
/// 2^32 - 1 and no bytes. Not for several threads.
/// </summary>
internal sealed class EntryHash
{
    /// <summary>Names the form; another form gets another name.</summary>
    private const string Form = "matchmaking-audit/1";

    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    /// <summary>The hash before the first entry of a chain.</summary>
    public static byte[] None => new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of <paramref name="entry"/> in the place that it names.</summary>
    public byte[] Of(ChainedEntry entry) => Of(entry, entry.Sequence, entry.PreviousHash);

    /// <summary>The hash that <paramref name="entry"/> would have at <paramref name="sequence"/> behind <paramref name="previousHash"/>.</summary>
    public byte[] Of(ChainedEntry entry, long sequence, byte[] previousHash)
    {
        buffer.ResetWrittenCount();
        Write(Form);
        Write(entry.Organisation);
        Write(sequence);
        Write(previousHash);
        Write((entry.At - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Write(entry.Actor);
        Write(entry.ActorOrganisation);
        Write(entry.Action);
        Write(entry.SubjectKind);
        Write(entry.SubjectId);
        Write(entry.Revision);
        Write(entry.RequestId);
        Write(entry.DetailHash);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>The hash of a detail behind its salt.</summary>
    public static byte[] OfDetail(byte[] salt, string detail) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(detail)]);

    private void Write(string? text)
    {
        if (text is null)
        {
            WriteLength(-1);
            return;
        }

        WriteLength(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private void Write(long? number)
    {
        if (number is not { } value)
        {
            WriteLength(-1);
            return;
        }

        WriteLength(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private void Write(byte[]? bytes)
    {
        WriteLength(bytes?.Length ?? -1);
        buffer.Write(bytes);
    }

    private void WriteLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), length);
        buffer.Advance(sizeof(int));
    }
}
