using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Ranking.Exclusions;

/// <summary>
/// What decides whether a candidate may be ranked, beside the index so that candidates need not be opened for it. Institutes stand as the
/// first 64 bits of a SHA-256: two that differ meet by chance once in ten billion billion pairs.
/// </summary>
/// <param name="HasConsent">Whether the talent agreed to be matched.</param>
/// <param name="Capacity">Engagements taken at one time; -1 when unknown.</param>
/// <param name="Institute">Hash of the institute's credit code; 0 when unknown.</param>
/// <param name="InstituteName">Hash of the institute's normalised name; 0 when unknown.</param>
public readonly record struct EntryGate(bool HasConsent, int Capacity, ulong Institute, ulong InstituteName)
{
    /// <summary>Hash of a code or name, whatever its case; 0 for nothing.</summary>
    public static ulong HashOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant()), hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
