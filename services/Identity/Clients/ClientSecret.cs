using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Identity.Clients;

/// <summary>
/// Secrets that are made here and never chosen: 32 random bytes. Their SHA-256 is stored, without salt or rounds: those slow down the guessing of
/// what people choose, and nobody guesses 256 random bits. So a check costs microseconds, and whoever floods it gains nothing.
/// </summary>
internal static class ClientSecret
{
    // Scanners of repositories find a leaked secret by it.
    private const string Prefix = "mms_";

    /// <summary>A new secret, to be shown once.</summary>
    public static string Next() => Prefix + RandomText();

    /// <summary>A new refresh token: as long, and stored in the same way.</summary>
    public static string NextRefreshToken() => RandomText();

    /// <summary>What is stored of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string RandomText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
