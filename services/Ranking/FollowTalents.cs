using Dapper;
using MassTransit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Follows the profiles of experts into the candidate table; the highest revision wins, in whatever order they arrive. What a change means
/// for open lists is found out afterwards, by <see cref="RefreshLists"/>.
/// </summary>
public sealed class FollowTalentsConsumer(NpgsqlDataSource database, TextEncoder encoder, StateFeed feed) : IConsumer<TalentPublished>, IConsumer<TalentWithdrawn>
{
    // Locked before its texts are erased: whoever has them encoded at the moment looks at this row afterwards, waits, and erases them too.
    private const string LockFormer = "select profile::text from candidate where talent_id = @TalentId and revision < @Revision and profile is not null for update";

    // The institute stays known of one who leaves.
    private const string UpsertCandidate = """
        insert into candidate as stored (talent_id, revision, profile, institute_code) values (@TalentId, @Revision, @Profile::jsonb, @InstituteCode)
        on conflict (talent_id) do update
        set revision = excluded.revision, profile = excluded.profile, institute_code = coalesce(excluded.institute_code, stored.institute_code), change_xid = pg_current_xact_id(), pending_xid = pg_current_xact_id()
        where stored.revision < excluded.revision
        """;

    // Nobody learns from an expert who has left or taken back the consent.
    private const string DeletePairs = "delete from shown_pair where talent_id = @TalentId";

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentPublished> context) =>
        Follow(context, context.Message.TalentId, context.Message.Revision, context.Message.Profile);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TalentWithdrawn> context) => Follow(context, context.Message.TalentId, context.Message.Revision, null);

    private async Task Follow(ConsumeContext context, Guid talentId, long revision, TalentProfile? profile)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowTalentsConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, talentId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        var row = new { TalentId = talentId, Revision = revision, Profile = profile is null ? null : StoredJson.Write(profile), InstituteCode = profile?.Institute.CreditCode };
        if (await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(LockFormer, row, transaction, cancellationToken: cancellation)) is { } former)
        {
            await encoder.Erase([.. FormerTexts(former).Except(profile is null ? [] : Texts(profile))], connection, cancellation);
        }

        var isNewest = await connection.ExecuteAsync(new CommandDefinition(UpsertCandidate, row, transaction, cancellationToken: cancellation)) == 1;
        if (isNewest && profile is not { Consent: true })
        {
            await connection.ExecuteAsync(new CommandDefinition(DeletePairs, row, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        feed.Wake();
    }

    internal static IReadOnlyList<string> FormerTexts(string profile)
    {
        try
        {
            return Texts(StoredJson.Read<TalentProfile>(profile));
        }
        catch (Exception)
        {
            // What cannot be read was never in the state, so it was never encoded; the expert must be able to leave all the same.
            return [];
        }
    }

    private static IReadOnlyList<string> Texts(TalentProfile profile) => EncodeCandidates.TextsOf(CandidateEntry.From(Guid.Empty, 0, profile).Item);
}
