using System.Buffers;
using System.Runtime.CompilerServices;
using Matchmaking.Platform.Http;

namespace Matchmaking.Tables.Csv;

/// <summary>One record of a file: a line of NDJSON, or a row of CSV with the line breaks that its quoted cells hold.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Bytes">Without line end and byte order mark.</param>
/// <param name="Fault">Why it cannot be read as a record; null when it can.</param>
internal sealed record TextRecord(int Line, ReadOnlyMemory<byte> Bytes, FieldError? Fault);

/// <summary>
/// Cuts a file into records; holds one record at a time, of at most <see cref="SourceRow.MaxBytes"/>. Bytes are cut, not characters: in UTF-8 and in
/// GB 18030 alike no part of a longer character looks like a quote, a comma or a line end.
/// </summary>
internal sealed class TextRecords(Stream file, bool csv)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly ArrayBufferWriter<byte> record = new();
    private long length;
    private int line = 1;
    private int startLine = 1;
    private bool tooLong;
    private bool afterReturn;
    private Place place = Place.CellStart;

    // RFC 4180: a quote opens a cell only at its start, and two quotes inside are one.
    private enum Place
    {
        CellStart,
        Plain,
        Quoted,
        QuoteSeen,
    }

    /// <summary>The records that hold more than white space.</summary>
    public async IAsyncEnumerable<TextRecord> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (Take(buffer[i]) is { } found)
                {
                    yield return found;
                }
            }
        }

        if (Cut() is { } last)
        {
            yield return last;
        }
    }

    private TextRecord? Take(byte next)
    {
        var inMark = length < ByteOrderMark.Length && next == ByteOrderMark[length];
        length++;
        if (csv && afterReturn && next == '\n')
        {
            afterReturn = false;
            return null;
        }

        afterReturn = false;
        if (!inMark && EndsRecord(next))
        {
            line++;
            afterReturn = next == '\r';
            var found = Cut();
            startLine = line;
            return found;
        }

        if (next == '\n')
        {
            line++;
        }

        Keep(next);
        return null;
    }

    private bool EndsRecord(byte next)
    {
        if (!csv)
        {
            return next == '\n';
        }

        var ends = place != Place.Quoted && next is (byte)'\n' or (byte)'\r';
        place = (place, next) switch
        {
            (Place.Quoted, (byte)'"') => Place.QuoteSeen,
            (Place.Quoted, _) => Place.Quoted,
            (Place.QuoteSeen or Place.CellStart, (byte)'"') => Place.Quoted,
            (_, (byte)',') => Place.CellStart,
            _ => ends ? Place.CellStart : Place.Plain,
        };
        return ends;
    }

    private void Keep(byte next)
    {
        if (tooLong || record.WrittenCount == SourceRow.MaxBytes)
        {
            tooLong = true;
            return;
        }

        record.GetSpan(1)[0] = next;
        record.Advance(1);
    }

    private TextRecord? Cut()
    {
        var bytes = record.WrittenSpan;
        if (startLine == 1 && bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        var fault = tooLong ? new FieldError("", "too_long", $"A row has at most {SourceRow.MaxBytes} bytes; in CSV, look for a quote that is not closed.")
            : place == Place.Quoted ? new FieldError("", "malformed", "A quote is not closed.")
            : null;
        var found = fault is not null ? new TextRecord(startLine, default, fault)
            : bytes.IndexOfAnyExcept(" \t\r"u8) < 0 ? null
            : new TextRecord(startLine, bytes.ToArray(), null);
        record.ResetWrittenCount();
        (tooLong, place) = (false, Place.CellStart);
        return found;
    }
}
