using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Matches;
using Matchmaking.MatchReview.Talents;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Agreements;

/// <summary>Whether a side of a match wants to talk to the other.</summary>
/// <param name="Willing">True discloses the own contact to the other side, and the other's to this one, once the other is willing too; false takes that back.</param>
/// <param name="ReasonCodes">Why not, if it is said.</param>
/// <param name="Side">enterprise or institute; needed of an operator, who may speak for either.</param>
public sealed record TellWillingnessRequest(bool? Willing, IReadOnlyList<string>? ReasonCodes, string? Side);

/// <summary>Rules of <see cref="TellWillingnessRequest"/>.</summary>
public sealed class TellWillingnessRequestValidator : AbstractValidator<TellWillingnessRequest>
{
    /// <summary>Sets the rules.</summary>
    public TellWillingnessRequestValidator()
    {
        RuleFor(w => w.Willing).NotNull();
        this.EachOf(
            w => w.ReasonCodes, 0, Codes.DecisionReasons.Codes.Count, Codes.DecisionReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.DecisionReasons.Codes)}.");
        RuleFor(w => w.Side).Optional(side => side is "enterprise" or "institute", "unknown_side", "One of: enterprise, institute.");
    }
}

/// <summary>
/// POST /v1/matches/{id}/willingness: one side of an accepted match says whether it is willing to talk. It may change its mind; while both are willing, each
/// may read the other's contact. What was read before cannot be unread.
/// </summary>
public static class TellWillingness
{
    private const string SelectMatch = $"""
        select m.demand_id as DemandId, m.talent_id as TalentId, m.status as Status, d.enterprise_code as EnterpriseCode, t.institute_code as InstituteCode,
               coalesce(t.withdrawn, m.erased_at is not null) as IsWithdrawn, exists (select from match_progress p where p.match_id = m.match_id and p.stage = 'ended') as IsEnded
        from match m left join demand d using (demand_id) left join talent t using (talent_id)
        where m.match_id = @id and {MatchRow.Visible}
        """;

    private const string SelectTalent = "select talent_id from match where match_id = @id";

    // Saying the same again changes nothing, so that a revision is a change.
    private const string UpsertWillingness = """
        insert into willingness (match_id, side, demand_id, talent_id, organisation, willing, reason_codes, recorded_by, recorded_at)
        values (@Id, @Side, @DemandId, @TalentId, @Organisation, @Willing, @ReasonCodes, @RecordedBy, @Now)
        on conflict on constraint willingness_once do update
        set organisation = excluded.organisation, willing = excluded.willing, reason_codes = excluded.reason_codes, recorded_by = excluded.recorded_by,
            revision = willingness.revision + 1, recorded_at = excluded.recorded_at
        where (willingness.willing, willingness.organisation) is distinct from (excluded.willing, excluded.organisation)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapTellWillingness(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/willingness", Handle).WithName("TellWillingness").WithTags("Matches").Allow(Scopes.MatchesWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<TellWillingnessRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Ok<WillingnessView>, ProblemHttpResult>> Handle(
        Guid id, TellWillingnessRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<TellWillingnessRequest, WillingnessView>(http, request, transaction => Tell(transaction, id, request, lives, caller, clock, cancellation), cancellation);

    private static async Task<Results<Ok<WillingnessView>, ProblemHttpResult>> Tell(
        NpgsqlTransaction transaction, Guid id, TellWillingnessRequest request, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var talents = await connection.QueryAsync<Guid>(new CommandDefinition(SelectTalent, new { id }, transaction, cancellationToken: cancellation));
        // First the expert, then the match: whoever holds both takes them so.
        await TalentLock.Share(transaction, [.. talents], cancellation);
        await Agreement.Hold(transaction, id, cancellation);
        var sight = Sight.Of(caller);
        var match = await connection.QuerySingleOrDefaultAsync<FoundMatch>(new CommandDefinition(
            SelectMatch, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, transaction, cancellationToken: cancellation));
        if (match is null)
        {
            return Problems.MatchNotFound(id);
        }

        if (match.Refuse(request.Willing!.Value) is { } refused)
        {
            return refused;
        }

        var (side, problem) = Sides.Of(caller, match.EnterpriseCode, request.Side);
        if (problem is not null)
        {
            return problem;
        }

        var organisation = side == "enterprise" ? match.EnterpriseCode : match.InstituteCode;
        if (organisation is null)
        {
            return Problems.PartyUnknown();
        }

        var before = await Agreement.Find(connection, transaction, id, cancellation);
        string[] reasons = [.. request.ReasonCodes ?? []];
        var row = new { Id = id, Side = side, match.DemandId, match.TalentId, Organisation = organisation, request.Willing, ReasonCodes = reasons, RecordedBy = caller.Subject, Now = clock.GetUtcNow() };
        var changed = await connection.ExecuteAsync(new CommandDefinition(UpsertWillingness, row, transaction, cancellationToken: cancellation));
        var now = (await Agreement.Find(connection, transaction, id, cancellation))!;
        if (changed == 1)
        {
            // To the side itself only: the other one may not know yet whose need an anonymous one is.
            var detail = new System.Text.Json.Nodes.JsonObject { ["side"] = side, ["willing"] = request.Willing, ["reasons"] = string.Join(',', reasons) };
            var act = AuditEntry.By(caller, "match.willingness_told", "match", $"{id}", detail: detail) with { Organisations = [organisation, caller.Organisation] };
            await AuditTrail.Record(transaction, act, cancellation);
            await AgreementEvents.Tell(transaction, before?.IsAgreed ?? false, now, act, cancellation);
            await lives.Follow(before?.IsAgreed ?? false, now, reasons, LifeChange.By(caller, transaction, row.Now), cancellation);
        }

        return TypedResults.Ok(WillingnessView.Of(now));
    }

    private sealed record FoundMatch(Guid DemandId, Guid TalentId, string Status, string? EnterpriseCode, string? InstituteCode, bool IsWithdrawn, bool IsEnded)
    {
        public ProblemHttpResult? Refuse(bool willing) =>
            Status != "accepted" ? Problems.MatchNotAccepted(Status)
            : IsEnded ? Problems.MatchEnded()
            : willing && IsWithdrawn ? Problems.MatchGone("talent_withdrawn")
            : null;
    }
}
