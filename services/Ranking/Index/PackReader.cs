using System.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
/// <param name="bytes">Where it stands.</param>
/// <param name="position">Where it begins.</param>
public struct PackReader(byte[] bytes, int position)
{
    /// <summary>Reads a number.</summary>
    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
    }

    /// <summary>Reads a text.</summary>
    public string? Text() => TextLater().Read();

    /// <summary>Reads a text that is one of few: a code.</summary>
    internal string? Code()
    {
        var length = (int)Number();
        var code = length < 0 ? null : KnownCodes.Of(bytes.AsSpan(position, length));
        position += Math.Max(0, length);
        return code;
    }

    /// <summary>Reads a list of codes.</summary>
    internal string[] Codes()
    {
        var count = (int)Number();
        var codes = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            codes[i] = Code()!;
        }

        return codes;
    }

    /// <summary>Passes over a text, to be read when it is asked for.</summary>
    internal PackedText TextLater()
    {
        var length = (int)Number();
        var text = new PackedText(length < 0 ? null : bytes, position, length);
        position += Math.Max(0, length);
        return text;
    }

    /// <summary>Reads a list of texts.</summary>
    public string[] Texts()
    {
        var count = (int)Number();
        var texts = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = Text()!;
        }

        return texts;
    }

    /// <summary>Reads an identity.</summary>
    public Guid Id()
    {
        var value = new Guid(bytes.AsSpan(position, 16));
        position += 16;
        return value;
    }
}

/// <summary>A text that is still bytes.</summary>
internal readonly struct PackedText(byte[]? bytes, int start, int length)
{
    internal bool IsPresent => bytes is not null;

    /// <summary>In bytes.</summary>
    internal int Length => length;

    internal string? Read() => bytes is null ? null : Encoding.UTF8.GetString(bytes, start, length);
}
