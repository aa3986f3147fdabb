using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Webhooks.Tests;

/// <summary>How a receiver verifies, written after the two standards alone: Standard Webhooks, and HMAC by hand after RFC 2104.</summary>
internal static class Verification
{
    public static bool Verifies(this ReceivedCall call, string secret) =>
        call.Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(Hmac(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}")))}");

    public static DateTimeOffset Time(this ReceivedCall call) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Timestamp, CultureInfo.InvariantCulture));

    private static byte[] Hmac(byte[] key, byte[] message)
    {
        var block = new byte[64];
        (key.Length > 64 ? SHA256.HashData(key) : key).CopyTo(block, 0);
        byte[] inner = [.. block.Select(b => (byte)(b ^ 0x36)), .. message];
        return SHA256.HashData([.. block.Select(b => (byte)(b ^ 0x5c)), .. SHA256.HashData(inner)]);
    }
}
