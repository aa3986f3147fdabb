using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Ranking.Calibration;

/// <summary>
/// How likely a reviewer accepts a match of a score, with the figures by which that may be said. It holds for the ranker whose scores it was fitted
/// on, and for matches such as reviewers saw.
/// </summary>
/// <param name="Curve">Probability by score, from all decisions.</param>
/// <param name="Demands">Demands that were decided on.</param>
/// <param name="Groups">Enterprises that posted them.</param>
/// <param name="Reliability">Of curves like this one on demands of enterprises that they had not seen.</param>
public sealed record AcceptanceCalibration(PlattCalibration Curve, int Demands, int Groups, Reliability Reliability)
{
    // Two numbers are fitted; ten of the rarer outcome for each is the rule for logistic curves (Peduzzi et al., Journal of Clinical Epidemiology 49, 1996).
    internal const int LeastOfEither = 20;

    // With a fifth of a hundred accepted the slope for a standard deviation of the score is known to +-0.25, and a useful score has 1 or more.
    internal const int LeastDecisions = 100;

    // Each of the five parts then has two enterprises and four demands or so: a part of one would measure that one.
    internal const int LeastDemands = 20;
    internal const int LeastGroups = 10;

    private const int DigestBytes = 12;

    /// <summary>Names the calibration: equal decisions have an equal digest. The SHA-256 of its JSON, the first 12 bytes in hex.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web)).AsSpan(0, DigestBytes));

    /// <summary>The probability at a score, 0 to 1.</summary>
    public double Probability(double score) => Curve.Probability(score);

    /// <summary>The calibration, or null where none may be given yet.</summary>
    internal static AcceptanceCalibration? Fit(IReadOnlyList<DecidedScore> rows) => CalibrationTrial.Of(rows).Calibration;
}
