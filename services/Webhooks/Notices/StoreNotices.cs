using Dapper;
using Matchmaking.Webhooks.Events;
using Npgsql;

namespace Matchmaking.Webhooks.Notices;

/// <summary>Writes notices, one for an event and an addressee, and gives those that waited to the organisation that has become known.</summary>
internal static class StoreNotices
{
    private const string InsertNotice = """
        insert into notice (notice_id, event_id, addressee, organisation, waits_for, account, region_code, type, state, reason_codes, turn, until, amount, demand_id, match_id, talent_id, challenge_id,
                            bid_id, watch_id, booking_id, href, action_needed, is_end, occurred_at, created_at)
        select @Id, @EventId, @Addressee, @Organisation, @WaitsFor, @Account, @RegionCode, @Type, @State, @ReasonCodes, @Turn, @Until, @Amount, @DemandId, @MatchId, @TalentId, @ChallengeId,
                @BidId, @WatchId, @BookingId, @Href, @ActionNeeded, @IsEnd, @OccurredAt, @Now
        -- A list follows every change of an expert; in an inbox it is news only where it says something else than the one before.
        where not (@Type = 'matchmaking.list.ready' and @State = coalesce(
            (select before.state from notice before where before.demand_id = @DemandId and before.type = @Type and before.occurred_at < @OccurredAt order by before.occurred_at desc limit 1), ''))
        on conflict on constraint notice_once do nothing
        """;

    private const string SelectWaiting = "select notice_id from notice where waits_for = @PartyId order by occurred_at, notice_id for update";

    // It arrives now: with a new id, so that who reads on from the last one that was seen does not miss it.
    private const string UpdateWaiting = """
        update notice n set notice_id = arrived.id, organisation = @Organisation, waits_for = null, created_at = @Now
        from unnest(@Waiting, @Ids) as arrived (waiting, id) where n.notice_id = arrived.waiting
        """;

    /// <summary>The notice of <paramref name="told"/> for one addressee, unless it stands there already; it waits where <paramref name="organisation"/> is not known yet.</summary>
    public static Task Store(
        NpgsqlTransaction transaction, CloudEvent told, Addressed to, string? organisation, DateTimeOffset now, CancellationToken cancellation)
    {
        var (draft, kind) = (to.Draft, NoticeKinds.Of(told.Type, to.Draft.State));
        var turn = draft.Turn ?? kind.Turn;
        var isBureau = to.Addressee == Addressees.Bureau;
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            EventId = told.Id,
            to.Addressee,
            Organisation = organisation,
            WaitsFor = organisation is null && !isBureau ? to.PartyId : null,
            to.Account,
            to.RegionCode,
            told.Type,
            draft.State,
            ReasonCodes = draft.ReasonCodes.ToArray(),
            Turn = turn,
            draft.Until,
            draft.Amount,
            draft.Subjects.DemandId,
            draft.Subjects.MatchId,
            draft.Subjects.TalentId,
            draft.Subjects.ChallengeId,
            draft.Subjects.BidId,
            draft.Subjects.WatchId,
            draft.Subjects.BookingId,
            draft.Href,
            ActionNeeded = NoticeKinds.AsksFor(turn, to.Addressee),
            IsEnd = kind.IsEnd || (told.Type is Hooks.EventTypes.BidAdvanced or Hooks.EventTypes.ChallengeAdvanced or Hooks.EventTypes.WorkAdvanced && draft.ReasonCodes.Count > 0),
            told.OccurredAt,
            Now = now,
        };
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertNotice, row, transaction, cancellationToken: cancellation));
    }

    /// <summary>Gives the notices that wait for a demand or an expert to its organisation.</summary>
    public static async Task Address(NpgsqlTransaction transaction, Guid partyId, string organisation, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var waiting = (await connection.QueryAsync<Guid>(new CommandDefinition(SelectWaiting, new { PartyId = partyId }, transaction, cancellationToken: cancellation))).ToArray();
        if (waiting.Length == 0)
        {
            return;
        }

        var row = new { Waiting = waiting, Ids = waiting.Select(_ => Guid.CreateVersion7(now)).ToArray(), Organisation = organisation, Now = now };
        await connection.ExecuteAsync(new CommandDefinition(UpdateWaiting, row, transaction, cancellationToken: cancellation));
    }
}
