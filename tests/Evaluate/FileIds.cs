using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Evaluate;

/// <summary>The service knows identities as Guid, files as text: a text always becomes the same Guid.</summary>
internal static class FileIds
{
    internal static Guid ToGuid(string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16), bigEndian: true);
}
