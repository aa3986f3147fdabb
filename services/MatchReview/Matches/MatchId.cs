using System.Security.Cryptography;

namespace Matchmaking.MatchReview.Matches;

/// <summary>
/// The identity of a match follows from its pair: a match that leaves the queue and comes back with a later list is the same match,
/// and a link to it holds.
/// </summary>
internal static class MatchId
{
    /// <summary>The id of the pair, a version 8 uuid (RFC 9562) made from its SHA-256.</summary>
    public static Guid Of(Guid demandId, Guid talentId)
    {
        Span<byte> pair = stackalloc byte[32];
        demandId.TryWriteBytes(pair, bigEndian: true, out _);
        talentId.TryWriteBytes(pair[16..], bigEndian: true, out _);
        var id = SHA256.HashData(pair).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
