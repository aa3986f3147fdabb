using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.MatchReview.Queue;

/// <summary>What of the queue is shown, and in which order: the query parameters of the list.</summary>
/// <param name="Region">Region of the need, GB/T 2260, with everything below it.</param>
/// <param name="Field">Field of the need, with everything below it.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="MinScore">0 to 100.</param>
/// <param name="Demand">One need.</param>
/// <param name="Claim">mine, free (nobody works on it) or any.</param>
/// <param name="Due">overdue or soon.</param>
/// <param name="Awaits">second (the second of two persons), disputed (an operator), or reminder (a held match that came back).</param>
/// <param name="Sort">As of the list.</param>
public sealed record QueueFilter(string? Region, string? Field, string? Status, double? MinScore, Guid? Demand, string? Claim, string? Due, string? Awaits, string? Sort)
{
    /// <summary>The conditions, with the parameters of <see cref="Parameters"/>; m is the match and d its need. Of claims, times and opinions only a bureau is told.</summary>
    internal const string Conditions = """
        (@Status::text is null or m.status = @Status)
        and (@Demand::uuid is null or m.demand_id = @Demand)
        and (@MinScore::float8 is null or m.score >= @MinScore)
        and (@Region::text is null or starts_with(d.region_code, @Region))
        and (@Field::text is null or starts_with(d.field, @Field))
        and (not @Mine or (@SightBureau and m.claimed_by = @Subject and m.claimed_until > @Now))
        and (not @Free or (@SightBureau and m.status in ('pending', 'held') and (m.claimed_until is null or m.claimed_until <= @Now)))
        and (@DueUntil::timestamptz is null or (@SightBureau and m.status = 'pending' and m.due_at <= @DueUntil and m.due_at > @DueAfter))
        and (@Opinions::smallint is null or (@SightBureau and m.opinions > 0 and m.opinions = @Opinions))
        and (not @Reminded or (@SightBureau and m.reminded_at is not null))
        """;

    /// <summary>The first fault of the values but the sort; null when they are sound.</summary>
    internal FieldError? Fault() =>
        (Region is not null && !Regions.IsValid(Region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
        ?? (Field is not null && !TechnologyFields.IsValid(Field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)
        ?? (Status is not null and not "pending" && !Codes.Decisions.Contains(Status) ? new FieldError("status", "unknown_status", "One of: pending, accepted, held, rejected.") : null)
        ?? (MinScore is not (null or >= 0 and <= 100) ? new FieldError("minScore", "out_of_range", "A score is 0 to 100.") : null)
        ?? (Claim is not (null or "mine" or "free" or "any") ? new FieldError("claim", "unknown_claim", "One of: mine, free, any.") : null)
        ?? (Due is not (null or "overdue" or "soon") ? new FieldError("due", "unknown_due", "One of: overdue, soon.") : null)
        ?? (Awaits is not (null or "second" or "disputed" or "reminder") ? new FieldError("awaits", "unknown_awaits", "One of: second, disputed, reminder.") : null);

    /// <summary>This filter with those values of <paramref name="view"/> that it does not have itself.</summary>
    internal QueueFilter Over(QueueFilter view) => new(
        Region ?? view.Region, Field ?? view.Field, Status ?? view.Status, MinScore ?? view.MinScore, Demand ?? view.Demand, Claim ?? view.Claim, Due ?? view.Due, Awaits ?? view.Awaits, Sort ?? view.Sort);

    /// <summary>The parameters of <see cref="Conditions"/>.</summary>
    internal QueueParameters Parameters(string subject, DateTime now, int soonHours) => new(
        Region is null ? null : Regions.Prefix(Region),
        Field is null ? null : TechnologyFields.Prefix(Field),
        Status,
        MinScore,
        Demand,
        Claim == "mine",
        Claim == "free",
        subject,
        now,
        Due is null ? null : Due == "soon" ? now.AddHours(soonHours) : now,
        Due == "soon" ? now : DateTime.MinValue,
        Awaits switch { "second" => 1, "disputed" => 2, _ => null },
        Awaits == "reminder");
}

/// <summary>What the conditions of a <see cref="QueueFilter"/> are asked with.</summary>
internal sealed record QueueParameters(
    string? Region, string? Field, string? Status, double? MinScore, Guid? Demand, bool Mine, bool Free, string Subject, DateTime Now, DateTime? DueUntil, DateTime DueAfter, short? Opinions, bool Reminded);
