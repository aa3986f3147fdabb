using System.Runtime.InteropServices;

namespace Matchmaking.Learning.XgBoost;

/// <summary>The C API of XGBoost 1.7 (c_api.h), as far as it is used. Every call returns 0, or -1 with a message in <see cref="LastError"/>.</summary>
internal static unsafe partial class XgBoostLibrary
{
    private const string Library = "libxgboost.so.0";

    [LibraryImport(Library, EntryPoint = "XGBoostVersion")]
    internal static partial void Version(out int major, out int minor, out int patch);

    [LibraryImport(Library, EntryPoint = "XGBGetLastError")]
    internal static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "XGBSetGlobalConfig", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetGlobalConfig(string json);

    [LibraryImport(Library, EntryPoint = "XGDMatrixCreateFromMat")]
    internal static partial int CreateMatrix(float* values, ulong rows, ulong columns, float missing, out nint matrix);

    [LibraryImport(Library, EntryPoint = "XGDMatrixFree")]
    internal static partial int FreeMatrix(nint matrix);

    [LibraryImport(Library, EntryPoint = "XGDMatrixSetFloatInfo", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetFloats(nint matrix, string field, float* values, ulong count);

    [LibraryImport(Library, EntryPoint = "XGDMatrixSetUIntInfo", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetNumbers(nint matrix, string field, uint* values, ulong count);

    [LibraryImport(Library, EntryPoint = "XGBoosterCreate")]
    internal static partial int CreateBooster(nint* matrices, ulong count, out nint booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterFree")]
    internal static partial int FreeBooster(nint booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterSetParam", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetParameter(nint booster, string name, string value);

    [LibraryImport(Library, EntryPoint = "XGBoosterUpdateOneIter")]
    internal static partial int Update(nint booster, int round, nint matrix);

    [LibraryImport(Library, EntryPoint = "XGBoosterSaveModelToBuffer", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SaveModel(nint booster, string config, out ulong length, out byte* model);

    [LibraryImport(Library, EntryPoint = "XGBoosterPredictFromDMatrix", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Predict(nint booster, nint matrix, string config, out ulong* shape, out ulong dimensions, out float* values);

    [LibraryImport(Library, EntryPoint = "XGBoosterPredictFromDense", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PredictDense(nint booster, string array, string config, nint proxy, out ulong* shape, out ulong dimensions, out float* values);

    /// <summary>Throws when a call said no.</summary>
    internal static void Check(int result)
    {
        if (result != 0)
        {
            // The first line; the stack of the library follows it.
            var message = Marshal.PtrToStringUTF8(LastError())?.Split('\n').FirstOrDefault(line => line.Length > 0);
            throw new TrainingException($"XGBoost says: {message}");
        }
    }
}
