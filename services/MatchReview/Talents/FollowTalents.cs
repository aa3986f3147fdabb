using Dapper;
using MassTransit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Erasure;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Watches;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.MatchReview.Talents;

/// <summary>
/// Keeps what reviewers see of an expert. Who leaves or takes back the consent goes from every undecided match that was ranked on a
/// profile up to that revision; a later list brings the expert back only if it was ranked on a later profile.
/// </summary>
public sealed class FollowTalentsConsumer(NpgsqlDataSource database, Outbox outbox, Lives lives, TimeProvider clock) : IConsumer<TalentPublished>, IConsumer<TalentWithdrawn>
{
    private const string UpsertTalent = """
        insert into talent (talent_id, revision, name, title, degree, institute_code, institute, region_code)
        values (@TalentId, @Revision, @Name, @Title, @Degree, @InstituteCode, @Institute, @RegionCode)
        on conflict on constraint talent_once do update
        set revision = excluded.revision, name = excluded.name, title = excluded.title, degree = excluded.degree,
            institute_code = excluded.institute_code, institute = excluded.institute, region_code = excluded.region_code
        where excluded.revision > talent.revision
        """;

    private const string UpsertGone = """
        insert into talent (talent_id, gone_revision) values (@TalentId, @Revision)
        on conflict on constraint talent_once do update set gone_revision = excluded.gone_revision
        where excluded.gone_revision > talent.gone_revision
        """;

    // Locked in the order of the ids, as everywhere that removes several matches, so that two removals never wait for each other.
    private const string DeletePending = """
        with doomed as (
            select match_id from match
            where talent_id = @TalentId and status = 'pending' and talent_revision <= @Revision
            order by match_id
            for update),
        gone as (delete from match using doomed where match.match_id = doomed.match_id returning match.match_id)
        insert into departed_match (match_id, reason, departed_at) select match_id, 'talent_withdrawn', @At from gone
        on conflict on constraint departed_match_once do update set reason = excluded.reason, departed_at = excluded.departed_at
        """;

    // What reviewers said of matches that are here no longer: nobody decides them any more.
    private const string DeleteComments = """
        delete from match_comment c where c.talent_id = @TalentId and not exists (select from match m where m.match_id = c.match_id)
        """;

    private const string DeleteOpinions = """
        delete from match_opinion o where o.talent_id = @TalentId and not exists (select from match m where m.match_id = o.match_id)
        """;

    // A decision must go on naming whom it was about; without one there is no reason left to hold the person's data.
    private const string EraseUnneeded = """
        update talent set name = null, title = null, degree = null, institute_code = null, institute = null, region_code = null
        where talent_id = @TalentId and withdrawn and not exists (select from match where match.talent_id = @TalentId and status <> 'pending')
        """;

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<TalentPublished> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowTalentsConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, context.Message.TalentId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        var (id, revision, profile) = (context.Message.TalentId, context.Message.Revision, context.Message.Profile);
        var row = new
        {
            TalentId = id,
            Revision = revision,
            profile.Name,
            profile.Title,
            profile.Degree,
            InstituteCode = profile.Institute.CreditCode,
            Institute = profile.Institute.Name,
            profile.Institute.RegionCode,
        };
        await TalentLock.Hold(transaction, id, cancellation);
        var isNews = await connection.ExecuteAsync(new CommandDefinition(UpsertTalent, row, transaction, cancellationToken: cancellation)) == 1;
        if (profile.Consent)
        {
            // A profile that arrives after its owner has left must not stay.
            await connection.ExecuteAsync(new CommandDefinition(EraseUnneeded, row, transaction, cancellationToken: cancellation));
        }
        else
        {
            await Remove(transaction, id, revision, context.Message.PublishedAt, cancellation);
        }

        if (isNews)
        {
            await TellWatchers.OfTalent(transaction, id, clock.GetUtcNow(), cancellation);
        }

        await TakeBack.InNameOf(transaction, lives, id, clock.GetUtcNow(), cancellation);
        await outbox.Commit(transaction, cancellation);
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<TalentWithdrawn> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowTalentsConsumer), cancellation)
            || await ErasedTalents.Holds(transaction, context.Message.TalentId, cancellation))
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        await TalentLock.Hold(transaction, context.Message.TalentId, cancellation);
        await Remove(transaction, context.Message.TalentId, context.Message.Revision, context.Message.WithdrawnAt, cancellation);
        await TakeBack.InNameOf(transaction, lives, context.Message.TalentId, clock.GetUtcNow(), cancellation);
        await outbox.Commit(transaction, cancellation);
    }

    private static async Task Remove(NpgsqlTransaction transaction, Guid talentId, long revision, DateTimeOffset at, CancellationToken cancellation)
    {
        var gone = new { TalentId = talentId, Revision = revision, At = at };
        foreach (var sql in (string[])[UpsertGone, DeletePending, DeleteComments, DeleteOpinions, EraseUnneeded])
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, gone, transaction, cancellationToken: cancellation));
        }
    }
}
