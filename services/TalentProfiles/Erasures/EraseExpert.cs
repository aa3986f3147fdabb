using System.Text.Json.Nodes;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>Why an expert is erased.</summary>
/// <param name="ReasonCode">person_request, consent_withdrawn, left_institute, retention_over, entered_wrongly or other.</param>
/// <param name="Reference">File number of the request: up to 60 of A-Z, a-z, 0-9 and .-_/; stands in the certificate. Never a name.</param>
public sealed record EraseExpertForm(string? ReasonCode, string? Reference);

/// <summary>Rules of <see cref="EraseExpertForm"/>.</summary>
public sealed class EraseExpertFormValidator : AbstractValidator<EraseExpertForm>
{
    private static readonly string[] Reasons = ["person_request", "consent_withdrawn", "left_institute", "retention_over", "entered_wrongly", "other"];

    /// <summary>Sets the rules.</summary>
    public EraseExpertFormValidator()
    {
        RuleFor(e => e.ReasonCode).Required(Reasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Reasons)}.");
        RuleFor(e => e.Reference).Cascade(CascadeMode.Stop).MaximumLength(60).Matches(@"^[A-Za-z0-9._/-]+\z").WithErrorCode("malformed").WithMessage("Letters, digits and .-_/ only: a file number, never a name.");
    }
}

/// <summary>
/// POST /v1/experts/{id}:erase: everything the platform holds about an expert is erased, here and in every other service; also of one who has left. The
/// expert is gone from here on, and stays gone. Asked for again, with or without an Idempotency-Key, it is the same erasure: an answer kept under
/// a key would itself name the expert.
/// </summary>
public static class EraseExpert
{
    private const string HoldExpert = """
        select revision as Revision, institute_code as Institute from expert
        where expert_id = @id and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation)
        for update
        """;

    private const string SelectErasure = """
        select erasure_id from erasure where expert_id = @id and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation)
        """;

    // No event of its own: followers erase, and need no profile before.
    private const string HideExpert = """
        update expert set withdrawn_at = coalesce(withdrawn_at, @Now), consent = false, revision = @Revision, updated_at = @Now where expert_id = @Id
        """;

    private const string InsertErasure = """
        insert into erasure (erasure_id, expert_id, institute_code, revision, reason_code, reference, requested_by, requested_at)
        values (@ErasureId, @Id, @Institute, @Revision, @ReasonCode, @Reference, @RequestedBy, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapEraseExpert(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}:erase", Handle).WithName("EraseExpert").WithTags("Erasures").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator)
            .Validated<EraseExpertForm>().WithProblems(404, 412, 428);

    private static async Task<Results<Accepted<ErasureAccepted>, ProblemHttpResult>> Handle(
        Guid id, EraseExpertForm request, HttpContext http, Caller caller, CallerDatabase database, Outbox outbox, AnswerErasures answers, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var asked = new { id, caller.OnlyOrganisation };
        var held = await connection.QuerySingleOrDefaultAsync<HeldRow>(new CommandDefinition(HoldExpert, asked, transaction, cancellationToken: cancellation));
        // Looked for with the expert held, or gone: of two at once the second finds what the first began.
        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectErasure, asked, transaction, cancellationToken: cancellation)) is { } known)
        {
            return Accepted(known);
        }

        if (held is null)
        {
            return Problems.ExpertNotFound(id);
        }

        if (Revisions.Refuse(http, held.Revision) is { } stale)
        {
            return stale;
        }

        var erasure = await Begin(transaction, id, held, request, caller, clock.GetUtcNow(), cancellation);
        await outbox.Commit(transaction, cancellation);
        answers.Wake();
        return Accepted(erasure);
    }

    private static async Task<Guid> Begin(
        NpgsqlTransaction transaction, Guid id, HeldRow held, EraseExpertForm form, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var row = new
        {
            ErasureId = Guid.CreateVersion7(now),
            Id = id,
            held.Institute,
            // Above every revision that was ever told, and the one that a change on its way would have had.
            Revision = held.Revision + 1,
            form.ReasonCode,
            form.Reference,
            RequestedBy = caller.Subject,
            Now = now,
        };
        var erasure = new PersonErasureRequested(row.ErasureId, id, row.Revision, now);
        await connection.ExecuteAsync(new CommandDefinition(HideExpert, row, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(InsertErasure, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(
            transaction,
            AuditEntry.By(caller, "expert.erasure_requested", "erasure", $"{row.ErasureId}", detail: new JsonObject { ["reason"] = form.ReasonCode })
                with
            { Organisations = [held.Institute, caller.Organisation] },
            cancellation);
        await Outbox.Add(transaction, erasure, cancellation);
        _ = await ErasedTalents.Enter(transaction, erasure, cancellation);
        return row.ErasureId;
    }

    private static Accepted<ErasureAccepted> Accepted(Guid erasureId) => TypedResults.Accepted($"/v1/erasures/{erasureId}", new ErasureAccepted(erasureId));

    private sealed record HeldRow(long Revision, string Institute);
}

/// <summary>An erasure that is under way; <c>GET /v1/erasures/{id}</c> tells how far it is.</summary>
/// <param name="ErasureId">Identity of the erasure.</param>
public sealed record ErasureAccepted(Guid ErasureId);
