using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// The product of two vectors of signed bytes, whose lengths are a multiple of <see cref="Step"/>. No byte is -128: 127 * 127 * 2 then
/// fits the 16 bits between the two steps of AVX2.
/// </summary>
internal static class Int8Product
{
    internal const int Step = 32;

    internal static int Of(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right) => Avx2.IsSupported ? OfAvx2(left, right) : OfAny(left, right);

    // |left| * (right with the sign of left), since the byte product of AVX2 takes one side unsigned.
    internal static int OfAvx2(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var sum = Vector256<int>.Zero;
        for (nuint i = 0; i < (nuint)left.Length; i += Step)
        {
            var x = Vector256.LoadUnsafe(ref a, i);
            var y = Vector256.LoadUnsafe(ref b, i);
            var pairs = Avx2.MultiplyAddAdjacent(Avx2.Abs(x), Avx2.Sign(y, x));
            sum += Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
        }

        return Vector256.Sum(sum);
    }

    internal static int OfAny(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var sum = Vector128<int>.Zero;
        for (nuint i = 0; i < (nuint)left.Length; i += (nuint)Vector128<sbyte>.Count)
        {
            var (lowX, highX) = Vector128.Widen(Vector128.LoadUnsafe(ref a, i));
            var (lowY, highY) = Vector128.Widen(Vector128.LoadUnsafe(ref b, i));
            // Two products of 16 bits fit: 2 * 127 * 127 = 32,258.
            var (low, high) = Vector128.Widen((lowX * lowY) + (highX * highY));
            sum += low + high;
        }

        return Vector128.Sum(sum);
    }

    /// <summary>Of floats and bytes, of any length; four sums side by side on every processor, so that all give the same bits.</summary>
    internal static float Of(ReadOnlySpan<float> left, ReadOnlySpan<sbyte> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var sum = Vector128<float>.Zero;
        var whole = left.Length / Vector128<sbyte>.Count * Vector128<sbyte>.Count;
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref b, i));
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            sum += Vector128.LoadUnsafe(ref a, i) * Vector128.ConvertToSingle(first);
            sum += Vector128.LoadUnsafe(ref a, i + 4) * Vector128.ConvertToSingle(second);
            sum += Vector128.LoadUnsafe(ref a, i + 8) * Vector128.ConvertToSingle(third);
            sum += Vector128.LoadUnsafe(ref a, i + 12) * Vector128.ConvertToSingle(fourth);
        }

        var total = Vector128.Sum(sum);
        for (var i = whole; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }

        return total;
    }
}
