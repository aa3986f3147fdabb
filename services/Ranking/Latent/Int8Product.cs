using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Ranking.Latent;

/// <summary>The product of a vector of floats and one of signed bytes.</summary>
internal static class Int8Product
{
    /// <summary>Of vectors of one length, whatever it is; four sums side by side on every processor, so that all give the same bits.</summary>
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
