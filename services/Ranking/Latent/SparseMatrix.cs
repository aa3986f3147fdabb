namespace Matchmaking.Ranking.Latent;

/// <summary>A sparse matrix in compressed rows: row r holds Values[Offsets[r]..Offsets[r + 1]] in the columns of Places.</summary>
internal sealed record SparseMatrix(int Columns, int[] Offsets, int[] Places, float[] Values)
{
    private const int BlockRows = 256;

    internal int Rows => Offsets.Length - 1;

    /// <summary>This matrix times a dense one. Every row is summed by one thread in the order of its entries.</summary>
    internal DenseMatrix Times(DenseMatrix dense, ParallelOptions parallel)
    {
        var product = new DenseMatrix(Rows, dense.Columns);
        _ = Parallel.For(0, (Rows + BlockRows - 1) / BlockRows, parallel, block =>
        {
            for (var row = block * BlockRows; row < Math.Min(Rows, (block + 1) * BlockRows); row++)
            {
                var sum = product.Row(row);
                for (var i = Offsets[row]; i < Offsets[row + 1]; i++)
                {
                    DenseMatrix.Accumulate(Values[i], dense.Row(Places[i]), sum);
                }
            }
        });
        return product;
    }

    internal SparseMatrix Transpose()
    {
        var offsets = new int[Columns + 1];
        foreach (var place in Places)
        {
            offsets[place + 1]++;
        }

        for (var column = 0; column < Columns; column++)
        {
            offsets[column + 1] += offsets[column];
        }

        var places = new int[Places.Length];
        var values = new float[Values.Length];
        var next = offsets[..^1];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = Offsets[row]; i < Offsets[row + 1]; i++)
            {
                var to = next[Places[i]]++;
                places[to] = row;
                values[to] = Values[i];
            }
        }

        return new SparseMatrix(Rows, offsets, places, values);
    }
}
