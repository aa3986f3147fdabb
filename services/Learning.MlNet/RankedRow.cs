using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matchmaking.Learning.MlNet;

/// <summary>A row as the engine reads it.</summary>
internal sealed class RankedRow
{
    /// <summary>The grade.</summary>
    public float Grade { get; set; }

    /// <summary>The values, unknown ones replaced.</summary>
    public float[] Values { get; set; } = [];

    /// <summary>The query, from 0: as a key, which is what the engine groups by. One beyond the count would be a missing one, and its rows dropped in silence.</summary>
    public uint Query { get; set; }

    /// <summary>What the row counts.</summary>
    public float Weight { get; set; }

    internal static IDataView Of(MLContext context, TrainingRows rows, float[] unknown)
    {
        var schema = SchemaDefinition.Create(typeof(RankedRow));
        schema[nameof(Values)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Columns.Count);
        schema[nameof(Query)].ColumnType = new KeyDataViewType(typeof(uint), Math.Max(1, rows.QuerySizes.Count));
        return context.Data.LoadFromEnumerable(Rows(rows, unknown), schema);
    }

    private static IEnumerable<RankedRow> Rows(TrainingRows rows, float[] unknown)
    {
        var row = 0;
        for (var query = 0; query < rows.QuerySizes.Count; query++)
        {
            for (var i = 0; i < rows.QuerySizes[query]; i++, row++)
            {
                yield return new RankedRow
                {
                    Grade = rows.Grades[row],
                    Values = Known(rows.Row(row), unknown),
                    Query = (uint)query,
                    Weight = rows.Weights[row],
                };
            }
        }
    }

    private static float[] Known(ReadOnlySpan<float> values, float[] unknown)
    {
        var known = values.ToArray();
        for (var column = 0; column < known.Length; column++)
        {
            known[column] = float.IsNaN(known[column]) ? unknown[column] : known[column];
        }

        return known;
    }
}
