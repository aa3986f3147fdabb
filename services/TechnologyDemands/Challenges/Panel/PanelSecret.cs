using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>The secret of a draw, made before anybody bids: its hash is public from then on, so that nobody chooses it once the bids are known.</summary>
internal static class PanelSecret
{
    private const string InsertSecret = """
        insert into panel_commitment (challenge_id, round, nonce_sha256, at) values (@id, @round, @Hash, @now);
        insert into panel_nonce (challenge_id, round, nonce) values (@id, @round, @Nonce)
        """;

    /// <summary>Makes and stores the secret of a round.</summary>
    public static Task Commit(NpgsqlTransaction transaction, Guid id, int round, DateTimeOffset now, CancellationToken cancellation)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertSecret, new { id, round, Hash = Sha256(nonce), now, Nonce = nonce }, transaction, cancellationToken: cancellation));
    }

    /// <summary>SHA-256 of a text in UTF-8, as 64 hexadecimal digits.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
