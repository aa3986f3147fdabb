using System.Buffers;
using System.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>Writes an item as bytes: numbers of variable length, texts as UTF-8 with their length.</summary>
public sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    /// <summary>Bytes written.</summary>
    public int Length => bytes.WrittenCount;

    internal ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>Writes a number; small ones of either sign are short (zigzag).</summary>
    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[length++] = (byte)(rest | 0x80);
        }

        span[length++] = (byte)rest;
        bytes.Advance(length);
    }

    /// <summary>Writes a text; null and empty differ.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        bytes.Advance(Encoding.UTF8.GetBytes(value, bytes.GetSpan(length)));
    }

    /// <summary>Writes a list with its length.</summary>
    public void List<T>(IReadOnlyList<T> list, Action<PackWriter, T> write)
    {
        Number(list.Count);
        foreach (var element in list)
        {
            write(this, element);
        }
    }

    /// <summary>Writes an identity.</summary>
    public void Id(Guid value)
    {
        _ = value.TryWriteBytes(bytes.GetSpan(16));
        bytes.Advance(16);
    }

    internal void Clear() => bytes.Clear();
}
