using System.Runtime.CompilerServices;
using Matchmaking.Tables.Csv;

namespace Matchmaking.Tables;

/// <summary>Reads lines of NDJSON.</summary>
internal static class NdjsonRows
{
    /// <summary>The lines of <paramref name="body"/> that hold more than white space.</summary>
    public static async IAsyncEnumerable<SourceRow> Read(SpooledBody body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var record in new TextRecords(body.Content, csv: false).Read(cancellation))
        {
            yield return new SourceRow(record.Line, [], record.Bytes, record.Fault);
        }
    }
}
