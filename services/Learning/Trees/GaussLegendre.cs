using System.Runtime.Intrinsics;

namespace Matchmaking.Learning.Trees;

/// <summary>
/// Points and weights by which a polynomial is integrated from 0 to 1 without error: n points for degrees up to 2n - 1 (Gauss-Legendre quadrature; Press
/// et al., Numerical recipes, 3rd edition, 4.6.1).
/// </summary>
internal static class GaussLegendre
{
    private const int Width = 4;
    private const double Converged = 1e-14;

    /// <summary>As few points as the degree needs, four at a time.</summary>
    internal static QuadraturePoints[] For(int degree)
    {
        var count = Width * ((degree / 2 / Width) + 1);
        var (points, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            // Newton's method from a first guess near the root.
            var root = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope, change;
            do
            {
                (var value, slope) = Legendre(count, root);
                change = value / slope;
                root -= change;
            }
            while (Math.Abs(change) > Converged);
            (_, slope) = Legendre(count, root);
            points[i] = (1 - root) / 2;
            weights[i] = 1 / ((1 - (root * root)) * slope * slope);
        }

        return [.. Enumerable.Range(0, count / Width).Select(i => new QuadraturePoints(Vector256.Create(points, i * Width), Vector256.Create(weights, i * Width)))];
    }

    // The Legendre polynomial and its derivative.
    private static (double Value, double Slope) Legendre(int degree, double at)
    {
        var (value, before) = (1.0, 0.0);
        for (var i = 1; i <= degree; i++)
        {
            (value, before) = (((((2 * i) - 1) * at * value) - ((i - 1) * before)) / i, value);
        }

        return (value, degree * ((at * value) - before) / ((at * at) - 1));
    }
}

/// <summary>Four points between 0 and 1 with what each counts.</summary>
internal readonly record struct QuadraturePoints(Vector256<double> Points, Vector256<double> Weights);
