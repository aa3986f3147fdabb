using Dapper;
using Matchmaking.Ranking.Index;
using Npgsql;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// Drops the latent spaces that know a term which no document has any more. A term of a space stood in two documents at least, but both may have been one
/// expert's: a name that repeats. A new space is trained on what is there, where it is time.
/// </summary>
internal static class ForgottenWords
{
    // Waits for a training that has begun: what it stores was made from documents that may have gone meanwhile.
    private const string WaitForTraining = $"select pg_advisory_xact_lock({LatentFeed.TrainingLock})::text";

    private const string SelectSpaces = "select id as Id, bytes as Bytes from latent_space order by id";

    private const string DeleteSpace = "delete from latent_space where id = @Id";

    /// <returns>How many were dropped.</returns>
    internal static async Task<int> Drop<TItem>(NpgsqlTransaction transaction, IndexSnapshot<TItem> present, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(WaitForTraining, transaction: transaction, commandTimeout: 600, cancellationToken: cancellation));
        var dropped = 0;
        foreach (var (id, bytes) in (await connection.QueryAsync<(long, byte[])>(new CommandDefinition(SelectSpaces, transaction: transaction, cancellationToken: cancellation))).AsList())
        {
            if (KnowsMore(bytes, present))
            {
                dropped += await connection.ExecuteAsync(new CommandDefinition(DeleteSpace, new { Id = id }, transaction, cancellationToken: cancellation));
            }
        }

        return dropped;
    }

    // What cannot be read cannot be ranked in, and nobody knows what it holds.
    private static bool KnowsMore<TItem>(byte[] bytes, IndexSnapshot<TItem> present)
    {
        try
        {
            var vocabulary = LatentSpace.Load(new MemoryStream(bytes)).Vocabulary;
            return vocabulary.Terms.Concat(vocabulary.CommonTerms).Any(term => present.CountTerm(term).Entries == 0);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
