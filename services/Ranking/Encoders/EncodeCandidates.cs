using Dapper;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking.Encoders;

/// <summary>Has the documents of experts encoded in the background, as they come and change, and keeps their vectors in the state.</summary>
internal sealed partial class EncodeCandidates(NpgsqlDataSource database, TextEncoder encoder, RankingState state, ILogger<EncodeCandidates> log) : BackgroundService
{
    private const int ChunkExperts = 50;

    // Rounds of a second: what was tried in vain is tried again every minute, what nobody reads is looked for once a day.
    private const int RetryRounds = 60;
    private const int CleaningRounds = 24 * 60 * 60;

    // Vectors of demands that are closed and of encoders that were replaced.
    private static readonly TimeSpan KeptUnread = TimeSpan.FromDays(90);

    // Waits for whoever is about to change one of these rows.
    private const string SelectUnchanged = """
        select talent_id as TalentId, revision as Revision from candidate
        where talent_id = any(@Talents) and profile is not null order by talent_id for share
        """;

    /// <summary>The texts of an expert that may be encoded: who is not to be matched is not told to others, and nobody's degree or title is.</summary>
    internal static IReadOnlyList<string> TextsOf(Candidate candidate) =>
        candidate.Consent ? [.. candidate.Documents.Select(document => BlindWords.Mask(document.Text))] : [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!encoder.IsOn)
        {
            return;
        }

        await state.Loaded.WaitAsync(stoppingToken);
        var seen = "";
        for (var round = 0; ; round++)
        {
            try
            {
                var snapshot = state.Candidates.Current;
                var retry = round % RetryRounds == 0;
                if (retry || snapshot.Digest != seen)
                {
                    await Encode(snapshot, retry, stoppingToken);
                    seen = snapshot.Digest;
                }

                if (round % CleaningRounds == 0)
                {
                    _ = await encoder.DeleteUnused(KeptUnread, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    private async Task Encode(IndexSnapshot<Candidate> snapshot, bool retry, CancellationToken cancellation)
    {
        var known = state.Encoded;
        state.Encoded = known.RemoveRange(known.Keys.Where(id => snapshot.RevisionOf(id) is null));
        var due = snapshot.Ids()
            .Where(id => !known.TryGetValue(id, out var portfolio) || portfolio.Revision != snapshot.RevisionOf(id) || (retry && !portfolio.IsWhole)).ToArray();
        // In another order in every replica: each finds in the table much of what the others have asked for.
        Random.Shared.Shuffle(due);
        foreach (var chunk in due.Chunk(ChunkExperts))
        {
            await EncodeChunk([.. chunk.Select(id => state.Candidates.Current.Find(id)).OfType<Indexed<Candidate>>()], cancellation);
        }

        if (due.Length > 0)
        {
            LogEncoded(log, due.Length, state.Encoded.Values.Count(portfolio => !portfolio.IsWhole));
        }
    }

    private async Task EncodeChunk(Indexed<Candidate>[] experts, CancellationToken cancellation)
    {
        var texts = Array.ConvertAll(experts, expert => TextsOf(expert.Item));
        var vectors = await encoder.EncodeAll([.. texts.SelectMany(text => text)], null, cancellation);
        var unchanged = await Unchanged(experts, cancellation);
        var (portfolios, gone) = (new Dictionary<Guid, EncodedPortfolio>(), new List<string>());
        for (var (i, first) = (0, 0); i < experts.Length; first += texts[i].Count, i++)
        {
            if (unchanged.Contains((experts[i].Id, experts[i].Revision)))
            {
                portfolios[experts[i].Id] = new EncodedPortfolio(experts[i].Revision, texts[i], [.. vectors.Skip(first).Take(texts[i].Count)]);
            }
            else
            {
                gone.AddRange(texts[i]);
            }
        }

        // Who left or changed while the encoder was at work was erased before these vectors were stored.
        await encoder.Erase(gone, cancellation);
        state.Encoded = state.Encoded.SetItems(portfolios);
    }

    private async Task<HashSet<(Guid Id, long Revision)>> Unchanged(Indexed<Candidate>[] experts, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var talents = Array.ConvertAll(experts, expert => expert.Id);
        return [.. await connection.QueryAsync<(Guid, long)>(new CommandDefinition(SelectUnchanged, new { Talents = talents }, cancellationToken: cancellation))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Had the documents of {Experts} experts encoded; {Unfinished} experts lack vectors")]
    private static partial void LogEncoded(ILogger logger, int experts, int unfinished);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Documents could not be encoded; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
