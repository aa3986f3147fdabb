using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Tables;

/// <summary>
/// A body on disk: the directory of an XLSX file stands at its end, the encoding of a CSV file is known at its end, and a repeat is known by the digest of all.
/// The file has no name any more once it is open, so that nothing of it outlives the process.
/// </summary>
public sealed class SpooledBody : IAsyncDisposable
{
    private SpooledBody(FileStream content, byte[] digest, bool isUtf8) => (Content, Digest, IsUtf8) = (content, digest, isUtf8);

    /// <summary>The body, at its start.</summary>
    public FileStream Content { get; }

    /// <summary>SHA-256.</summary>
    public byte[] Digest { get; }

    /// <summary>Whether all of it is well-formed UTF-8.</summary>
    public bool IsUtf8 { get; }

    /// <summary>Reads <paramref name="body"/> to its end.</summary>
    public static async Task<SpooledBody> Of(Stream body, CancellationToken cancellation)
    {
        var file = Unnamed();
        try
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var utf8 = new Utf8Check();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                digest.AppendData(buffer, 0, read);
                utf8.Take(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Position = 0;
            return new SpooledBody(file, digest.GetCurrentHash(), utf8.IsValidAtEnd());
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>A file for reading and writing that goes when it is closed, however that comes about.</summary>
    internal static FileStream Unnamed()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        File.Delete(file.Name);
        return file;
    }

    private sealed class Utf8Check
    {
        private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        private readonly char[] chars = new char[64 * 1024 + 8];
        private bool isValid = true;

        public void Take(ReadOnlySpan<byte> bytes) => Try(bytes, flush: false);

        public bool IsValidAtEnd()
        {
            Try([], flush: true);
            return isValid;
        }

        private void Try(ReadOnlySpan<byte> bytes, bool flush)
        {
            try
            {
                _ = isValid ? decoder.GetChars(bytes, chars, flush) : 0;
            }
            catch (DecoderFallbackException)
            {
                isValid = false;
            }
        }
    }
}
