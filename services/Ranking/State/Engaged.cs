using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.State;

/// <summary>Who is engaged how often, with a digest that every change brings up to date: a list that depended on it can tell whether it still holds.</summary>
internal sealed class Engaged
{
    internal static readonly Engaged Nobody = new(ImmutableDictionary<Guid, int>.Empty, 0);

    private readonly ImmutableDictionary<Guid, int> engagements;
    private readonly UInt128 mark;

    private Engaged(ImmutableDictionary<Guid, int> engagements, UInt128 mark)
    {
        this.engagements = engagements;
        this.mark = mark;
    }

    internal RankingMoment On(DateOnly day) => new(day, engagements) { EngagedDigest = engagements.IsEmpty ? "none" : mark.ToString("x32", null) };

    internal Engaged With(IReadOnlyCollection<EngagementRow> rows)
    {
        var (next, changed) = (engagements.ToBuilder(), mark);
        foreach (var row in rows)
        {
            // Marks of single talents are added and taken out by exclusive or: the order of changes leaves no trace.
            if (next.TryGetValue(row.TalentId, out var before))
            {
                changed ^= MarkOf(row.TalentId, before);
                _ = next.Remove(row.TalentId);
            }

            // Engaged nowhere is the same as never heard of.
            if (row.Engagements > 0)
            {
                next[row.TalentId] = row.Engagements;
                changed ^= MarkOf(row.TalentId, row.Engagements);
            }
        }

        return new Engaged(next.ToImmutable(), changed);
    }

    private static UInt128 MarkOf(Guid talentId, int count)
    {
        Span<byte> text = stackalloc byte[20];
        _ = talentId.TryWriteBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(text[16..], count);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
