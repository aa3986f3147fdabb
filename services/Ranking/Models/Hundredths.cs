namespace Matchmaking.Ranking.Models;

/// <summary>Rounds parts so that they still add up: whoever adds up what a list shows must come to the score.</summary>
internal static class Hundredths
{
    /// <summary>The parts in hundredths that add up to the whole; what rounding left over goes to the greatest parts, a hundredth each.</summary>
    /// <param name="parts">Add up to the whole but for rounding.</param>
    /// <param name="whole">In hundredths.</param>
    internal static double[] Rounded(double[] parts, double whole)
    {
        var hundredths = Array.ConvertAll(parts, part => (long)Math.Round(part * 100));
        var left = (long)Math.Round(whole * 100) - hundredths.Sum();
        var greatest = Enumerable.Range(0, parts.Length).OrderByDescending(i => Math.Abs(parts[i])).ThenBy(i => i).ToArray();
        for (var i = 0; left != 0; i = (i + 1) % greatest.Length)
        {
            hundredths[greatest[i]] += Math.Sign(left);
            left -= Math.Sign(left);
        }

        return Array.ConvertAll(hundredths, hundredth => hundredth / 100.0);
    }
}
