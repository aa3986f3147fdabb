using System.IO.Pipelines;

namespace Matchmaking.Tables;

/// <summary>A stream into the memory of a pipe. The archive and XML writers of the framework write without waiting, which the server does not allow; what they have written is sent by <see cref="Drain"/>.</summary>
internal sealed class PipeSink(PipeWriter pipe) : Stream
{
    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends what was written, and waits where the receiver is slow; false when nobody receives any more.</summary>
    public async Task<bool> Drain(CancellationToken cancellation) => !(await pipe.FlushAsync(cancellation)).IsCompleted;

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer) => System.Buffers.BuffersExtensions.Write(pipe, buffer);

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();
}
