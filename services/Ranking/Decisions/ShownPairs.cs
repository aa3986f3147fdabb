using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Npgsql;

namespace Matchmaking.Ranking.Decisions;

/// <summary>Keeps what a list showed as the ranker saw it, beside the list and in its transaction: what reviewers decide about it becomes training rows.</summary>
internal static class ShownPairs
{
    /// <summary>Names the features in their order.</summary>
    internal static readonly string FeatureSet =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', FeatureRow.Columns.Select(column => column.Name)))).AsSpan(0, 8));

    private static readonly string[] Names = [.. FeatureRow.Columns.Select(column => column.Name)];

    private const string InsertFeatureSet = "insert into feature_set (digest, names) values (@FeatureSet, @Names) on conflict (digest) do nothing";

    private const string InsertPairs = """
        insert into shown_pair (ranking_id, talent_id, rank, scorecard, features)
        select @rankingId, talent_id, rank, scorecard, features
        from unnest(@Talents, @Ranks, @Scorecards, @Features) as pair (talent_id, rank, scorecard, features)
        """;

    /// <summary>Makes sure that the features of this version are named in the database: once, before the first list.</summary>
    internal static Task<int> NameFeatures(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(InsertFeatureSet, new { FeatureSet, Names }, cancellationToken: cancellation));

    /// <summary>Stores the pairs of a list that stands in ranked_list already.</summary>
    internal static Task Store(NpgsqlTransaction transaction, Guid rankingId, RankedList list, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertPairs,
            new
            {
                rankingId,
                Talents = list.Shown.Select(pair => pair.Entry.Id).ToArray(),
                Ranks = Enumerable.Range(1, list.Shown.Count).ToArray(),
                Scorecards = list.Shown.Select(pair => pair.Score.Scorecard).ToArray(),
                Features = list.Shown.Select(pair => FeaturesOf(pair.Pairing)).ToArray(),
            },
            transaction,
            cancellationToken: cancellation));

    /// <summary>Reads what an older version may have stored under other features: by name, and what it did not have is unknown.</summary>
    /// <param name="features">As stored.</param>
    /// <param name="names">The names of its feature set.</param>
    /// <exception cref="InvalidDataException">There are not as many values as names.</exception>
    internal static float[] Read(byte[] features, string[] names)
    {
        var values = MemoryMarshal.Cast<byte, float>(features);
        if (values.Length != names.Length)
        {
            throw new InvalidDataException($"{values.Length} values do not belong to {names.Length} features.");
        }

        if (names.AsSpan().SequenceEqual(Names))
        {
            return values.ToArray();
        }

        var row = new float[Names.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Array.IndexOf(names, Names[i]) is var place and >= 0 ? values[place] : float.NaN;
        }

        return row;
    }

    private static byte[] FeaturesOf(Pairing pairing)
    {
        var row = new float[FeatureRow.Columns.Count];
        FeatureRow.Read(pairing, row);
        return MemoryMarshal.AsBytes<float>(row).ToArray();
    }
}
