using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Life;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>A stage that an accepted match has reached.</summary>
/// <param name="Stage">visited, agreement, contract, acceptance or ended.</param>
/// <param name="ReasonCodes">Why; at least one for ended.</param>
/// <param name="Note">Up to 2,000 characters.</param>
/// <param name="RecordedBy">Who records it, 1 to 60 characters.</param>
/// <param name="Visit">With visited.</param>
/// <param name="Contract">With contract, which needs it.</param>
public sealed record ProgressMatchRequest(string? Stage, IReadOnlyList<string>? ReasonCodes, string? Note, string? RecordedBy, VisitForm? Visit, ContractForm? Contract);

/// <summary>Rules of <see cref="ProgressMatchRequest"/>.</summary>
public sealed class ProgressMatchRequestValidator : AbstractValidator<ProgressMatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public ProgressMatchRequestValidator()
    {
        RuleFor(p => p.Stage).Required(Codes.MatchStages.Contains, "unknown_stage", $"One of: {string.Join(", ", Codes.MatchStages.Codes)}.");
        this.EachOf(
            p => p.ReasonCodes, 0, Codes.DecisionReasons.Codes.Count, Codes.DecisionReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.DecisionReasons.Codes)}.");
        RuleFor(p => p.ReasonCodes).Must((p, reasons) => p.Stage != StageOrder.Ended || reasons is { Count: > 0 })
            .WithErrorCode("required").WithMessage("An end says why: at least one reason code.");
        RuleFor(p => p.Note).MaximumLength(2000);
        RuleFor(p => p.RecordedBy).NotEmpty().MaximumLength(60);
        RuleFor(p => p.Visit!).SetValidator(new VisitFormValidator());
        RuleFor(p => p.Visit).Must((p, visit) => visit is null || p.Stage == "visited").WithErrorCode("other_stage").WithMessage("A visit goes with the stage visited.");
        RuleFor(p => p.Contract!).SetValidator(new ContractFormValidator());
        RuleFor(p => p.Contract).Must((p, contract) => (p.Stage == "contract") == (contract is not null))
            .WithErrorCode("contract_of_stage").WithMessage("The stage contract, and no other, goes with the contract: kind, amounts and day of signature.");
    }
}

/// <summary>POST /v1/matches/{id}/progress: records a stage that an accepted match has reached, each once and only forward.</summary>
public static class ProgressMatch
{
    // The row is held until the commit: of two stages at once the second sees the first.
    private const string SelectMatch = "select demand_id as DemandId, talent_id as TalentId, status as Status, erased_at is not null as IsErased from match where match_id = @id for update";

    private const string SelectReached = "select stage from match_progress where match_id = @id";

    private const string SelectOpenMilestones = "select count(*)::int from match_milestone where match_id = @id and reached_on is null";

    private const string InsertStage = """
        insert into match_progress (match_id, stage, reason_codes, note, recorded_by, recorded_at)
        values (@Id, @Stage, @ReasonCodes, @Note, @RecordedBy, @Now)
        returning stage as Stage, reason_codes as ReasonCodes, note as Note, recorded_by as RecordedBy, recorded_at as RecordedAt
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapProgressMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/progress", Handle).WithName("ProgressMatch").WithTags("Matches").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).Validated<ProgressMatchRequest>()
            .WithProblems(404, 409, 422);

    private static Task<Results<Created<StageView>, ProblemHttpResult>> Handle(
        Guid id, ProgressMatchRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<ProgressMatchRequest, StageView>(http, request, transaction => Progress(transaction, id, request, lives, caller, clock, cancellation), cancellation);

    private static async Task<Results<Created<StageView>, ProblemHttpResult>> Progress(
        NpgsqlTransaction transaction, Guid id, ProgressMatchRequest request, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        // Before the row of the match, as who speaks for a side does.
        await Agreement.Hold(transaction, id, cancellation);
        var match = await connection.QuerySingleOrDefaultAsync<AcceptedRow>(new CommandDefinition(SelectMatch, new { id }, transaction, cancellationToken: cancellation));
        if (match is null)
        {
            return Problems.MatchNotFound(id);
        }

        if (match.Status != "accepted")
        {
            return Problems.MatchNotAccepted(match.Status);
        }

        if (match.IsErased)
        {
            return Problems.MatchGone("talent_erased");
        }

        // The clock is read with the row held, so that times follow the order of the stages.
        var row = new { Id = id, request.Stage, ReasonCodes = (string[])[.. request.ReasonCodes ?? []], request.Note, request.RecordedBy, Now = clock.GetUtcNow() };
        var change = LifeChange.By(caller, transaction, row.Now);
        var open = await connection.QuerySingleAsync<int>(new CommandDefinition(SelectOpenMilestones, new { id }, transaction, cancellationToken: cancellation));
        var step = request.Stage switch
        {
            "visited" => await lives.Tell(new SidesMet(id, change), cancellation),
            "agreement" => await lives.Tell(new AgreementReached(id, change), cancellation),
            "contract" => await lives.Tell(new ContractSigned(id, change), cancellation),
            "acceptance" => await lives.Tell(new WorkAccepted(id, open, change), cancellation),
            _ => await lives.Tell(new MatchEnded(id, row.ReasonCodes, change), cancellation),
        };
        if (step is null)
        {
            var reached = (await connection.QueryAsync<string>(new CommandDefinition(SelectReached, new { id }, transaction, cancellationToken: cancellation))).AsList();
            return StageOrder.Against(reached, request.Stage!) is { } refusal ? Problems.StageRefused(refusal, request.Stage!, reached) : Problems.MilestonesOpen(open);
        }

        var stage = await connection.QuerySingleAsync<StageView>(new CommandDefinition(InsertStage, row, transaction, cancellationToken: cancellation));
        if (request.Visit is not null)
        {
            await LifeFacts.Add(transaction, id, request.Visit, cancellation);
        }

        if (request.Contract is not null && !await LifeFacts.Add(transaction, id, request.Contract, cancellation))
        {
            return Problems.ContractRegistered(request.Contract.RegistrationNumber!);
        }

        await Outbox.Add(transaction, new MatchProgressed(
            id, match.DemandId, match.TalentId, stage.Stage, stage.ReasonCodes, stage.RecordedAt,
            request.Visit?.VisitedOn ?? request.Contract?.SignedOn, request.Contract?.AmountYuan, request.Contract?.TransactionAmountYuan), cancellation);
        var detail = new System.Text.Json.Nodes.JsonObject { ["stage"] = request.Stage, ["reasons"] = string.Join(',', row.ReasonCodes) };
        await Acts.Record(transaction, caller, "match.progressed", id, match.DemandId, match.TalentId, detail, cancellation);
        if (stage.Stage == StageOrder.Ended && await Agreement.Find(connection, transaction, id, cancellation) is { } agreement)
        {
            var act = AuditEntry.By(caller, "match.contacts_withdrawn", "match", $"{id}");
            await AgreementEvents.Tell(transaction, agreement.Enterprise == true && agreement.Institute == true, agreement, act, cancellation);
        }

        return TypedResults.Created($"/v1/matches/{id}", stage);
    }

    private sealed record AcceptedRow(Guid DemandId, Guid TalentId, string Status, bool IsErased);
}
