using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Encoders;

/// <summary>A demand and the portfolios of one moment as the external encoder placed them.</summary>
public sealed class EncodedDemand
{
    private readonly float[] vector;
    private readonly IReadOnlyDictionary<Guid, EncodedPortfolio> portfolios;

    internal EncodedDemand(float[] vector, IReadOnlyDictionary<Guid, EncodedPortfolio> portfolios) => (this.vector, this.portfolios) = (vector, portfolios);

    /// <summary>What of a demand is encoded: without the degrees and titles it asks for.</summary>
    internal static string TextOf(RankingQuery query) => BlindWords.Mask(string.Join('\n', query.Texts.Where(text => text.Length > 0)));

    /// <summary>Cosine of the expert's nearest document, 0 where negative; null while none of this revision has a vector.</summary>
    internal double? NearnessOf(Guid talentId, long revision, bool[]? left) =>
        portfolios.TryGetValue(talentId, out var portfolio) && portfolio.Revision == revision ? portfolio.Nearest(vector, left) : null;
}
