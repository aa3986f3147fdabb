using System.Globalization;

namespace Matchmaking.Ranking.Features;

/// <summary>What reasons are worded with, and how documents of a pairing are picked.</summary>
internal static class Phrases
{
    // Of the first match in seeds written for the purpose the shares of portfolio_fit have quartiles .31, .37, .42; of strangers .12, .15, .19.
    internal static string Level(double? share) => share switch
    {
        null => "未知",
        >= 0.4 => "高",
        >= 0.28 => "较高",
        >= 0.17 => "一般",
        _ => "较低",
    };

    internal static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    internal static string Percent(double? share) => (share ?? 0).ToString("0%", CultureInfo.InvariantCulture);

    internal static double Largest(IReadOnlyList<double> values)
    {
        var largest = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            largest = Math.Max(largest, values[i]);
        }

        return largest;
    }

    /// <summary>Place of the largest value above 0; -1 when there is none.</summary>
    internal static int Best(IReadOnlyList<double> values)
    {
        var best = -1;
        for (var i = 0; i < values.Count; i++)
        {
            best = values[i] > 0 && (best < 0 || values[i] > values[best]) ? i : best;
        }

        return best;
    }

    /// <summary>The largest cosine of the achievements or of the statements; null when the portfolio holds none.</summary>
    internal static double? Largest(Pairing pairing, bool achievements)
    {
        double? largest = null;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            if (pairing.Candidate.Documents[i].IsAchievement == achievements)
            {
                largest = Math.Max(largest ?? 0, pairing.Relevance.DocumentCosines[i]);
            }
        }

        return largest;
    }
}
