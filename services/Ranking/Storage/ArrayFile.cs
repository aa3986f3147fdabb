using System.Numerics;
using System.Runtime.InteropServices;

namespace Matchmaking.Ranking.Storage;

/// <summary>
/// Arrays one after another, each with its length, and a checksum over all of it at the end: what was cut off or changed on disk is found,
/// at several gigabytes a second.
/// </summary>
internal static class ArrayFile
{
    private const int Slice = 1 << 26;

    internal sealed class Writer(Stream stream)
    {
        private Checksum checksum;

        internal void Write<T>(ReadOnlySpan<T> array)
            where T : unmanaged
        {
            WriteBytes(BitConverter.GetBytes((long)array.Length));
            var perSlice = Slice / Marshal.SizeOf<T>();
            for (var from = 0; from < array.Length; from += perSlice)
            {
                WriteBytes(MemoryMarshal.AsBytes(array.Slice(from, Math.Min(perSlice, array.Length - from))));
            }
        }

        internal void End() => stream.Write(BitConverter.GetBytes(checksum.Value));

        private void WriteBytes(ReadOnlySpan<byte> bytes)
        {
            checksum.Add(bytes);
            stream.Write(bytes);
        }
    }

    internal sealed class Reader(Stream stream)
    {
        private Checksum checksum;

        /// <exception cref="InvalidDataException">The file is cut off or is something else.</exception>
        internal T[] Read<T>()
            where T : unmanaged
        {
            var length = new byte[8];
            ReadBytes(length);
            var count = BitConverter.ToInt64(length);
            if (count < 0 || count > (stream.Length - stream.Position) / Marshal.SizeOf<T>())
            {
                throw new InvalidDataException("an array is longer than the file");
            }

            var array = GC.AllocateUninitializedArray<T>((int)count);
            var perSlice = Slice / Marshal.SizeOf<T>();
            for (var from = 0; from < array.Length; from += perSlice)
            {
                ReadBytes(MemoryMarshal.AsBytes(array.AsSpan(from, Math.Min(perSlice, array.Length - from))));
            }

            return array;
        }

        /// <exception cref="InvalidDataException">The checksum is another.</exception>
        internal void End()
        {
            var expected = new byte[8];
            stream.ReadExactly(expected);
            if (BitConverter.ToUInt64(expected) != checksum.Value)
            {
                throw new InvalidDataException("the checksum is wrong");
            }
        }

        private void ReadBytes(Span<byte> bytes)
        {
            try
            {
                stream.ReadExactly(bytes);
            }
            catch (EndOfStreamException error)
            {
                throw new InvalidDataException("the file is cut off", error);
            }

            checksum.Add(bytes);
        }
    }

    // No protection against an attacker, who could write what he likes; against disks and cut writes.
    private struct Checksum
    {
        internal ulong Value { get; private set; }

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            var value = Value + (ulong)bytes.Length;
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (var word in words)
            {
                value = BitOperations.RotateLeft(value ^ word, 29) * 0x9E3779B97F4A7C15;
            }

            foreach (var rest in bytes[(words.Length * 8)..])
            {
                value = BitOperations.RotateLeft(value ^ rest, 29) * 0x9E3779B97F4A7C15;
            }

            Value = value;
        }
    }
}
