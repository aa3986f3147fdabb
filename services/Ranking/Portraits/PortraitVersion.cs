using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// Names everything a portrait is made from, so that equal versions are equal portraits. The day is part of it because of the decay, the
/// engagements because of the availability; both change without a new revision.
/// </summary>
internal static class PortraitVersion
{
    /// <summary>Raise it with every change of what a portrait says of the same profile.</summary>
    internal const int Code = 3;

    private const int DigestBytes = 8;

    /// <summary>16 hexadecimal digits.</summary>
    internal static string Of(Guid talentId, long revision, RankingMoment moment, KnowledgeGraph graph)
    {
        var parts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Code}|{talentId}|{revision}|{moment.EngagementsOf(talentId)}|{moment.Today:O}|{graph.Digest}|{Tokenizer.Digest}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, DigestBytes));
    }
}
