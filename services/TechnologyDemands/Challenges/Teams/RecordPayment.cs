using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>A payment to a team (兑付), or subsidy taken back (追回).</summary>
/// <param name="Kind">milestone, acceptance or clawback.</param>
/// <param name="Milestone">Number of a milestone that was reached; for that kind only.</param>
/// <param name="Source">enterprise or subsidy.</param>
/// <param name="AmountYuan">In yuan, above 0, with two places at most.</param>
/// <param name="Reference">Of the bank or the treasury, 1 to 100 characters.</param>
/// <param name="PaidOn">Date.</param>
public sealed record RecordPaymentRequest(string? Kind, int? Milestone, string? Source, decimal? AmountYuan, string? Reference, DateOnly? PaidOn);

/// <summary>Rules of <see cref="RecordPaymentRequest"/>.</summary>
public sealed class RecordPaymentRequestValidator : AbstractValidator<RecordPaymentRequest>
{
    /// <summary>Sets the rules.</summary>
    public RecordPaymentRequestValidator()
    {
        RuleFor(p => p.Kind).Required(kind => kind is "milestone" or "acceptance" or "clawback", "unknown_kind", "One of: milestone, acceptance, clawback.");
        RuleFor(p => p.Milestone).InclusiveBetween(1, 20);
        RuleFor(p => p.Milestone).Must((p, milestone) => (p.Kind == "milestone") == (milestone is not null)).WithErrorCode("milestone_mismatch").WithMessage("A payment for a milestone names it, any other none.");
        RuleFor(p => p.Source).Required(source => source is "enterprise" or "subsidy", "unknown_source", "One of: enterprise, subsidy.");
        RuleFor(p => p.Source).Must((p, source) => p.Kind != "clawback" || source is null or "subsidy").WithErrorCode("unknown_source").WithMessage("Only a subsidy is taken back.");
        RuleFor(p => p.AmountYuan).NotNull().GreaterThan(0).LessThanOrEqualTo(1e12m);
        RuleFor(p => p.AmountYuan).Must(amount => amount is null || decimal.Round(amount.Value, 2) == amount).WithErrorCode("out_of_range").WithMessage("An amount has two places at most.");
        RuleFor(p => p.Reference).NotEmpty().MaximumLength(100);
        RuleFor(p => p.PaidOn).NotNull();
    }
}

/// <summary>
/// POST /v1/bids/{id}/payments: records a payment: for a milestone that was reached, up to its share; after acceptance, the rest. The enterprise records its own, the bureau any.
/// Never above the contract, nor above what the subsidy bears. Of a team that has failed or was eliminated, subsidy is taken back.
/// </summary>
public static class RecordPayment
{
    private const string InsertPayment = """
        insert into bid_payment (bid_id, number, kind, milestone, source, amount_yuan, reference, paid_on, organisation, account, at)
        select @id, 1 + count(*), @Kind, @Milestone, @Source, @AmountYuan, @Reference, @PaidOn, @Organisation, @Subject, @now from bid_payment where bid_id = @id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRecordPayment(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}/payments", Handle).WithName("RecordPayment").WithTags("Teams").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Reviewer, Roles.Operator)
            .Validated<RecordPaymentRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, RecordPaymentRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<RecordPaymentRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var connection = transaction.Connection!;
                var bid = await BidRow.Find(connection, transaction, id, cancellation);
                if (bid is null)
                {
                    return Problems.BidNotFound(id);
                }

                if (!caller.IsBureau && (caller.Organisation != row.EnterpriseCode || request.Source != "enterprise" || request.Kind == "clawback"))
                {
                    return Problems.NotOfThisChallenge();
                }

                // What may be paid the database knows best: it adds up all that was.
                var payment = new
                {
                    id,
                    request.Kind,
                    request.Milestone,
                    request.Source,
                    request.AmountYuan,
                    request.Reference,
                    request.PaidOn,
                    caller.Organisation,
                    caller.Subject,
                    now = clock.GetUtcNow(),
                };
                if (await ReasonRules.Try(transaction, InsertPayment, payment, Problems.PaymentRefused, cancellation) is { } refused)
                {
                    return refused;
                }

                await BidSteps.Record(transaction, bid, caller, "bid.payment_recorded", null, new() { ["kind"] = request.Kind, ["source"] = request.Source }, cancellation);
                return TypedResults.Ok(await BidView.Read(connection, transaction, row, bid, caller, cancellation));
            },
            cancellation);
}
