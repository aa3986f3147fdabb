using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>The archive that an XLSX file is. Names in it are keys of parts and nothing else: none is ever used as a name of a file.</summary>
internal sealed class XlsxArchive : IDisposable
{
    private const int EndRecordBytes = 22;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;

    /// <summary>Opens <paramref name="file"/>, which must be seekable and stays open.</summary>
    /// <exception cref="TableException">It is not an archive that can be taken.</exception>
    public XlsxArchive(Stream file)
    {
        CheckForm(file);
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted)
                {
                    throw XlsOrEncrypted();
                }

                if (!parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
                {
                    throw BoundedXml.Invalid("A part stands in it twice.");
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw BoundedXml.Invalid("Its archive is damaged.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => archive.Dispose();

    /// <summary>A reader over a part; null when there is none of that name.</summary>
    public XmlReader? Open(string part, bool isLarge)
    {
        if (!parts.TryGetValue(part, out var entry))
        {
            return null;
        }

        return BoundedXml.Open(new CountedStream(entry.Open(), read =>
        {
            unpacked += read.Chunk;
            if (unpacked > XlsxLimits.TotalBytes || (!isLarge && read.Total > XlsxLimits.SmallPartBytes)
                || (read.Total > XlsxLimits.RatioFrom && read.Total / XlsxLimits.Ratio > entry.CompressedLength))
            {
                throw new TableException("xlsx_too_large", "Unpacked, the workbook is larger than a list of 100,000 rows can be.");
            }
        }));
    }

    // The library reads the whole directory into memory, however long it is; so its size is looked at before.
    private static void CheckForm(Stream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        if (head.SequenceEqual((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw XlsOrEncrypted();
        }

        if (read < 8 || !head.StartsWith("PK\x03\x04"u8))
        {
            throw BoundedXml.Invalid("It does not begin as one.");
        }

        var tail = new byte[(int)Math.Min(file.Length, EndRecordBytes + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndRecordBytes > tail.Length)
        {
            throw BoundedXml.Invalid("It is cut off.");
        }

        // Of 64 bit archives these are all ones; a file of 64 MiB needs none.
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        var end = file.Length - tail.Length + at;
        if (directory > end || end - directory > XlsxLimits.DirectoryBytes)
        {
            throw BoundedXml.Invalid("Its directory is damaged or too long.");
        }

        file.Position = 0;
    }

    private static TableException XlsOrEncrypted() => new("xls_or_encrypted", "This is a workbook of the old form (.xls) or one with a password; save it as .xlsx without a password.");

    private sealed class CountedStream(Stream inner, Action<(int Chunk, long Total)> count) : Stream
    {
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => total; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            total += read;
            count((read, total));
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
