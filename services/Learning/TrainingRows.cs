using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Learning;

/// <summary>
/// Graded feature rows, query by query: what every engine trains on. The rows of one query stand together; engines read the wrong groups
/// silently when they do not, so there is no way here to write them apart.
/// </summary>
public sealed class TrainingRows
{
    /// <summary>The highest grade: gains are 2^grade - 1, and engines take a higher one silently for noise.</summary>
    public const int HighestGrade = 5;

    private readonly List<float> values = [];
    private readonly List<float> grades = [];
    private readonly List<float> weights = [];
    private readonly List<int> queries = [];

    /// <summary>Rows without a single one.</summary>
    /// <param name="columns">What a row holds, in this order; at least one.</param>
    /// <exception cref="ArgumentException">No column, or two of one name.</exception>
    public TrainingRows(IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        if (columns.DistinctBy(column => column.Name).Count() < columns.Count)
        {
            throw new ArgumentException("Two columns have one name.", nameof(columns));
        }

        Columns = columns;
    }

    /// <summary>What a row holds.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Rows of all queries together.</summary>
    public int Count => grades.Count;

    /// <summary>Rows of each query, in their order.</summary>
    public IReadOnlyList<int> QuerySizes => queries;

    /// <summary>All rows, one after another; unknown values are NaN.</summary>
    public ReadOnlySpan<float> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>The grade of every row, whole numbers from 0 to <see cref="HighestGrade"/>.</summary>
    public ReadOnlySpan<float> Grades => CollectionsMarshal.AsSpan(grades);

    /// <summary>What every row counts, above 0: the inverse of how likely it was to be judged at all; 1 where that is not known.</summary>
    public ReadOnlySpan<float> Weights => CollectionsMarshal.AsSpan(weights);

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.Slice(row * Columns.Count, Columns.Count);

    /// <summary>Begins a query: the rows added from here on belong to it. A query without a row is none.</summary>
    public void BeginQuery()
    {
        if (queries.Count == 0 || queries[^1] > 0)
        {
            queries.Add(0);
        }
    }

    /// <summary>Adds a row to the query that was begun last.</summary>
    /// <param name="row">A value for each column; NaN where it is not known.</param>
    /// <param name="grade">A whole number from 0 to <see cref="HighestGrade"/>.</param>
    /// <param name="weight">What the row counts, above 0.</param>
    /// <exception cref="ArgumentException">The row, its grade or its weight is not as said.</exception>
    public void Add(ReadOnlySpan<float> row, int grade, float weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Columns.Count, nameof(row));
        ArgumentOutOfRangeException.ThrowIfLessThan(grade, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grade, HighestGrade);
        if (!(weight > 0) || float.IsInfinity(weight))
        {
            throw new ArgumentException($"A weight is a finite number above 0, not {weight}.", nameof(weight));
        }

        foreach (var value in row)
        {
            if (float.IsInfinity(value))
            {
                throw new ArgumentException("A value is finite, or NaN when it is not known.", nameof(row));
            }
        }

        if (queries.Count == 0)
        {
            queries.Add(0);
        }

        values.AddRange(row);
        grades.Add(grade);
        weights.Add(weight);
        queries[^1]++;
    }

    /// <summary>Names the rows: equal content has an equal digest.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join(';', Columns.Select(column => $"{column.Name}/{column.IsMonotone}"))));
        Span<byte> size = stackalloc byte[sizeof(int)];
        foreach (var query in queries)
        {
            BinaryPrimitives.WriteInt32LittleEndian(size, query);
            hash.AppendData(size);
        }

        hash.AppendData(MemoryMarshal.AsBytes(Values));
        hash.AppendData(MemoryMarshal.AsBytes(Grades));
        hash.AppendData(MemoryMarshal.AsBytes(Weights));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
