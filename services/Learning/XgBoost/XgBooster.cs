using System.Runtime.InteropServices;

namespace Matchmaking.Learning.XgBoost;

/// <summary>A booster of the library; freed with the handle. Training it beside a prediction is not allowed, several predictions at once are.</summary>
internal sealed class XgBooster : SafeHandle
{
    private const string Plain = """{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,"cache_id":0,"missing":NaN}""";

    private const string Shares = """{"type":2,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false}""";

    private XgBooster(nint booster)
        : base(0, ownsHandle: true) => SetHandle(booster);

    public override bool IsInvalid => handle == 0;

    internal static unsafe XgBooster Over(XgBoostMatrix matrix)
    {
        var value = matrix.Value;
        XgBoostLibrary.Check(XgBoostLibrary.CreateBooster(&value, 1, out var booster));
        return new XgBooster(booster);
    }

    internal void Set(string name, string value) => XgBoostLibrary.Check(XgBoostLibrary.SetParameter(handle, name, value));

    internal void Update(int round, XgBoostMatrix matrix) => XgBoostLibrary.Check(XgBoostLibrary.Update(handle, round, matrix.Value));

    internal unsafe byte[] Save()
    {
        XgBoostLibrary.Check(XgBoostLibrary.SaveModel(handle, """{"format":"json"}""", out var length, out var model));
        return new ReadOnlySpan<byte>(model, checked((int)length)).ToArray();
    }

    internal unsafe float[] Predict(ReadOnlySpan<float> rows, int columns)
    {
        fixed (float* values = rows)
        {
            var array = $$"""{"data":[{{(nint)values}},true],"shape":[{{rows.Length / columns}},{{columns}}],"typestr":"<f4","version":3}""";
            XgBoostLibrary.Check(XgBoostLibrary.PredictDense(handle, array, Plain, 0, out _, out _, out var scores));

            // The buffer is the library's, and the next prediction of this thread writes over it.
            return new ReadOnlySpan<float>(scores, rows.Length / columns).ToArray();
        }
    }

    internal unsafe float[] Explain(XgBoostMatrix rows, int count)
    {
        XgBoostLibrary.Check(XgBoostLibrary.Predict(handle, rows.Value, Shares, out _, out _, out var shares));
        return new ReadOnlySpan<float>(shares, count).ToArray();
    }

    protected override bool ReleaseHandle() => XgBoostLibrary.FreeBooster(handle) == 0;
}
