namespace Matchmaking.Webhooks.Notices;

/// <summary>A notice as it is stored.</summary>
internal sealed record NoticeRow
{
    /// <summary>Its columns, of notice n and notice_read r.</summary>
    public const string Columns = """
        n.notice_id as Id, n.event_id as EventId, n.addressee as Addressee, n.type as Type, n.state as State, n.reason_codes as ReasonCodes, n.turn as Turn, n.until as Until, n.amount as Amount,
        n.demand_id as DemandId, n.match_id as MatchId, n.talent_id as TalentId, n.challenge_id as ChallengeId, n.bid_id as BidId, n.watch_id as WatchId, n.booking_id as BookingId, n.href as Href,
        n.action_needed as ActionNeeded, n.occurred_at as OccurredAt, n.created_at as CreatedAt, r.read_at as ReadAt
        """;

    /// <summary>The notices of a caller: those of the organisation, of the account, and for a bureau those of its regions. Row-level security holds the same.</summary>
    public const string Mine = """
        notice n left join notice_read r on r.notice_id = n.notice_id and r.account = @Account
        where ((n.organisation = @Organisation and @IsMember and n.account is null) or (n.organisation = @Organisation and n.account = @Account)
            or (n.addressee = 'bureau' and @IsBureau and (cardinality(@Regions) = 0 or exists (select from unnest(@Regions) served where starts_with(coalesce(n.region_code, ''), served)))))
        """;

    public Guid Id { get; init; }

    public Guid EventId { get; init; }

    public string Addressee { get; init; } = "";

    public string Type { get; init; } = "";

    public string State { get; init; } = "";

    public string[] ReasonCodes { get; init; } = [];

    public string? Turn { get; init; }

    public DateTime? Until { get; init; }

    public int? Amount { get; init; }

    public Guid? DemandId { get; init; }

    public Guid? MatchId { get; init; }

    public Guid? TalentId { get; init; }

    public Guid? ChallengeId { get; init; }

    public Guid? BidId { get; init; }

    public Guid? WatchId { get; init; }

    public Guid? BookingId { get; init; }

    public string Href { get; init; } = "";

    public bool ActionNeeded { get; init; }

    public DateTime OccurredAt { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ReadAt { get; init; }

    /// <summary>As it is shown.</summary>
    public NoticeView View() => new(
        Id, EventId, Addressee, Type, State, NoticeTexts.Title(this, false), NoticeTexts.Title(this, true), NoticeTexts.Text(this, false), NoticeTexts.Text(this, true), ReasonLabels.Of(ReasonCodes),
        Turn, ActionNeeded, Until, DemandId, MatchId, TalentId, ChallengeId, BidId, WatchId, BookingId, Href, OccurredAt, CreatedAt, ReadAt);
}
