using System.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
public ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Reads a number.</summary>
    public long Number()
    {
        var value = 0UL;
        var i = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = rest[i++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        rest = rest[i..];
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a text.</summary>
    public string? Text()
    {
        var length = (int)Number();
        if (length < 0)
        {
            return null;
        }

        var value = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return value;
    }

    /// <summary>Reads a list of texts.</summary>
    public string[] Texts()
    {
        var count = (int)Number();
        if (count == 0)
        {
            return [];
        }

        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = Text()!;
        }

        return texts;
    }

    /// <summary>Reads an identity.</summary>
    public Guid Id()
    {
        var value = new Guid(rest[..16]);
        rest = rest[16..];
        return value;
    }
}
