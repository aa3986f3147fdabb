using System.Text.Json.Nodes;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>What came of deciding one match: an answer or a problem.</summary>
internal sealed record DecideOutcome(DecisionView? Answer, ProblemHttpResult? Problem);

/// <summary>
/// Decides matches that are held until the commit, one by one and each for itself. A refused one has changed nothing, so the others need no savepoint. Where
/// two persons decide, what comes first is an opinion.
/// </summary>
internal sealed class Deciding(Lives lives, Caller caller, DecideMatchRequest request, QueueOptions options, DateTimeOffset at)
{
    private const string UpdateDecided = """
        update match
        set status = $2, reason_codes = $3, note = $4, reviewer = $5, decided_at = $6, decision_number = $7, remind_at = $8, reminded_at = null, opinions = 0,
            claimed_by = null, claimed_until = null, assigned = false
        where match_id = $1
        """;

    private const string InsertDecision = """
        insert into match_decision (match_id, number, decision, reason_codes, note, reviewer, subject, remind_at, list_number, rank, score, ranking_digest, decided_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string InsertOpinion = """
        insert into match_opinion (match_id, round, place, demand_id, talent_id, decision, reason_codes, note, reviewer, subject, remind_at, given_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string UpdateOpinions = "update match set opinions = $2, claimed_by = null, claimed_until = null, assigned = false where match_id = $1";

    // As the database keeps it, so that what is answered now is what is read later.
    private readonly DateTime now = Kept(at);

    // A hold for longer than this is a rejection that nobody dared.
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(366);

    /// <summary>The fault of a reminder that does not lie within the year to come; null of a sound one.</summary>
    public ProblemHttpResult? RefuseReminder() => request.RemindAt is { } remind && (remind <= at || remind > at + LongestHold)
        ? ApiProblem.Invalid400(new FieldError("remindAt", "out_of_range", "A reminder comes within a year from now."))
        : null;

    /// <summary>Decides those of <paramref name="ids"/> that may be; <paramref name="stale"/> says whether a reviewer saw one as it stands.</summary>
    public async Task<IReadOnlyDictionary<Guid, DecideOutcome>> Run(NpgsqlTransaction transaction, Guid[] ids, Func<LockedMatch, ProblemHttpResult?> stale, CancellationToken cancellation)
    {
        var matches = await LockedMatch.Hold(transaction, ids, caller, cancellation);
        var opinions = await OpenOpinions.Of(transaction, [.. matches.Where(match => match.Opinions > 0).Select(match => match.MatchId)], cancellation);
        var outcomes = new Dictionary<Guid, DecideOutcome>();
        foreach (var match in matches)
        {
            OpinionView[] given = [.. opinions[match.MatchId]];
            outcomes[match.MatchId] = (match.RefuseWork() ?? stale(match) ?? match.RefuseClaimed(caller, now, overrides: true) ?? RefuseOpinion(match, given)) is { } problem
                ? new(null, problem)
                : new(await Take(transaction, match, given, cancellation), null);
        }

        foreach (var id in ids.Where(id => !outcomes.ContainsKey(id)))
        {
            outcomes[id] = new(null, await LockedMatch.Missing(transaction, id, cancellation));
        }

        return outcomes;
    }

    private bool NeedsTwo(LockedMatch match) => match.TwoPersons || match.Opinions > 0 || options.NeedsTwo(match.Region);

    private ProblemHttpResult? RefuseOpinion(LockedMatch match, OpinionView[] given) =>
        !NeedsTwo(match) ? null
        : caller.IsMachine ? Problems.PersonNeeded()
        : given.Any(opinion => opinion.Account == caller.Subject) ? Problems.OpinionGiven()
        : match.Opinions == 2 && !caller.Roles.Contains(Roles.Operator) ? Problems.MatchDisputed()
        : null;

    // Whether it is a decision or an opinion: of two the second decides when it says the same, and of a dispute who gave neither.
    private Task<DecisionView> Take(NpgsqlTransaction transaction, LockedMatch match, OpinionView[] given, CancellationToken cancellation)
    {
        string[] reasons = [.. request.ReasonCodes ?? []];
        var own = new Said(request.Decision!, reasons, request.Note, request.Reviewer!, request.RemindAt is { } remind ? Kept(remind) : null);
        return !NeedsTwo(match) || match.Opinions == 2 ? Decide(transaction, match, own, cancellation)
            : match.Opinions == 0 ? Opine(transaction, match, own, 1, cancellation)
            : given[0].Decision == own.Decision ? Agree(transaction, match, given[0], own, cancellation)
            : Opine(transaction, match, own, 2, cancellation);
    }

    private async Task<DecisionView> Agree(NpgsqlTransaction transaction, LockedMatch match, OpinionView first, Said second, CancellationToken cancellation)
    {
        await Keep(transaction, match, second, 2, cancellation);
        DateTime?[] reminders = [first.RemindAt, second.RemindAt];
        return await Decide(
            transaction,
            match,
            second with { Reasons = [.. first.ReasonCodes.Union(second.Reasons)], Reviewer = $"{first.Reviewer}、{second.Reviewer}", RemindAt = reminders.Min() },
            cancellation);
    }

    private async Task<DecisionView> Opine(NpgsqlTransaction transaction, LockedMatch match, Said own, short place, CancellationToken cancellation)
    {
        await Keep(transaction, match, own, place, cancellation);
        await Deferral.Execute(transaction, UpdateOpinions, cancellation, match.MatchId, place);
        // Blind: nobody reads out of the trail what was said.
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.opinion_given", "match", $"{match.MatchId}"), cancellation);
        return View(match, own, now, null) with { Status = match.Status, AwaitsSecond = place == 1, Disputed = place == 2 };
    }

    private Task Keep(NpgsqlTransaction transaction, LockedMatch match, Said said, short place, CancellationToken cancellation) => Deferral.Execute(
        transaction, InsertOpinion, cancellation, match.MatchId, match.Number + 1, place, match.DemandId, match.TalentId, said.Decision, said.Reasons, said.Note, said.Reviewer,
        caller.Subject, said.RemindAt, now);

    private async Task<DecisionView> Decide(NpgsqlTransaction transaction, LockedMatch match, Said said, CancellationToken cancellation)
    {
        // Later than the one before it, whatever the clock says: followers tell by it which one counts.
        var decidedAt = match.DecidedAt >= now ? match.DecidedAt.Value.AddMicroseconds(1) : now;
        var number = match.Number + 1;
        await Deferral.Execute(transaction, UpdateDecided, cancellation, match.MatchId, said.Decision, said.Reasons, said.Note, said.Reviewer, decidedAt, number, said.RemindAt);
        await Deferral.Execute(
            transaction, InsertDecision, cancellation, match.MatchId, number, said.Decision, said.Reasons, said.Note, said.Reviewer, caller.Subject, said.RemindAt, match.ListNumber, match.Rank,
            match.Score, match.RankingDigest, decidedAt);
        if (said.Decision == "accepted")
        {
            await lives.Tell(new MatchAccepted(match.MatchId, LifeChange.By(caller, transaction, decidedAt)), cancellation);
        }

        await Outbox.Add(
            transaction,
            new MatchDecided(match.MatchId, match.DemandId, match.TalentId, said.Decision, said.Reasons, match.Rank, match.Score, match.RankingDigest, decidedAt, match.RankingId, number),
            cancellation);
        var detail = new JsonObject { ["decision"] = said.Decision, ["reasons"] = string.Join(',', said.Reasons), ["ranking"] = $"{match.RankingId}" };
        string?[] concerned = [match.EnterpriseCode, match.InstituteCode, caller.Organisation];
        await AuditTrail.Record(
            transaction, AuditEntry.By(caller, "match.decided", "match", $"{match.MatchId}", detail: detail) with { Organisations = [.. concerned.OfType<string>()] }, cancellation);
        return View(match, said, decidedAt, number);
    }

    private static DecisionView View(LockedMatch match, Said said, DateTime saidAt, int? number) => new(
        match.MatchId, said.Decision, said.Reasons, said.Note, said.Reviewer, match.Rank, match.Score, match.RankingDigest, saidAt, number, said.RemindAt, said.Decision, false, false);

    private static DateTime Kept(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    private sealed record Said(string Decision, string[] Reasons, string? Note, string Reviewer, DateTime? RemindAt);
}
