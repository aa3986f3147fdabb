using System.Runtime.InteropServices;

namespace Matchmaking.Learning.XgBoost;

/// <summary>Rows as the library holds them; freed with the handle.</summary>
internal sealed class XgBoostMatrix : SafeHandle
{
    private XgBoostMatrix(nint matrix)
        : base(0, ownsHandle: true) => SetHandle(matrix);

    public override bool IsInvalid => handle == 0;

    internal nint Value => handle;

    internal static unsafe XgBoostMatrix Of(TrainingRows rows)
    {
        fixed (float* values = rows.Values)
        {
            XgBoostLibrary.Check(XgBoostLibrary.CreateMatrix(values, (ulong)rows.Count, (ulong)rows.Columns.Count, float.NaN, out var matrix));
            return new XgBoostMatrix(matrix);
        }
    }

    /// <summary>The grades and queries, which training needs beside the values.</summary>
    internal unsafe void Grade(TrainingRows rows)
    {
        fixed (float* grades = rows.Grades)
        {
            XgBoostLibrary.Check(XgBoostLibrary.SetFloats(handle, "label", grades, (ulong)rows.Count));
        }

        var sizes = rows.QuerySizes.Where(size => size > 0).Select(size => (uint)size).ToArray();
        fixed (uint* groups = sizes)
        {
            XgBoostLibrary.Check(XgBoostLibrary.SetNumbers(handle, "group", groups, (ulong)sizes.Length));
        }

        var weights = QueryWeights(rows);
        fixed (float* values = weights)
        {
            XgBoostLibrary.Check(XgBoostLibrary.SetFloats(handle, "weight", values, (ulong)weights.Length));
        }
    }

    protected override bool ReleaseHandle() => XgBoostLibrary.FreeMatrix(handle) == 0;

    // The ranking objectives of 1.7 take one weight a query: the mean of its rows, which are copied where they weigh differently (WeighedCopies).
    private static float[] QueryWeights(TrainingRows rows)
    {
        var weights = new List<float>();
        var first = 0;
        foreach (var size in rows.QuerySizes.Where(size => size > 0))
        {
            var sum = 0.0;
            foreach (var weight in rows.Weights.Slice(first, size))
            {
                sum += weight;
            }

            weights.Add((float)(sum / size));
            first += size;
        }

        return [.. weights];
    }
}
