using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>What the formal check of a bid found (形式审查).</summary>
/// <param name="Passed">True where nothing is wrong.</param>
/// <param name="ReasonCodes">What is wrong; at least one then, none otherwise.</param>
/// <param name="Text">In words, up to 2,000 characters; the bidder reads it.</param>
public sealed record CheckBidRequest(bool? Passed, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="CheckBidRequest"/>.</summary>
public sealed class CheckBidRequestValidator : AbstractValidator<CheckBidRequest>
{
    /// <summary>Sets the rules.</summary>
    public CheckBidRequestValidator()
    {
        RuleFor(c => c.Passed).NotNull();
        this.Reasons(c => c.ReasonCodes, "formal", 0);
        RuleFor(c => c.ReasonCodes).Must((c, codes) => c.Passed is null || c.Passed == (codes is null or { Count: 0 })).WithErrorCode("reasons_mismatch").WithMessage("A bid that fails has a reason, any other none.");
        RuleFor(c => c.Text).MaximumLength(2000);
    }
}

/// <summary>POST /v1/bids/{id}:check: the bureau's formal check, once bidding has ended.</summary>
public static class CheckBid
{
    private const string SelectPrice = "select price_yuan from bid_content where bid_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapCheckBid(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}:check", Handle).WithName("CheckBid").WithTags("Bids").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).Validated<CheckBidRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, CheckBidRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<CheckBidRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var connection = transaction.Connection!;
                if (await BidRow.Find(connection, transaction, id, cancellation) is not { } bid)
                {
                    return Problems.BidNotFound(id);
                }

                if (row.State != "checking" || bid.State != "sealed")
                {
                    return Problems.BidNotInState(bid);
                }

                var price = await connection.QuerySingleAsync<decimal>(new CommandDefinition(SelectPrice, new { id }, transaction, cancellationToken: cancellation));
                if (request.Passed == true && price > row.FundYuan + row.SubsidyYuan)
                {
                    return Problems.PriceAboveFunds(row.FundYuan + row.SubsidyYuan);
                }

                var said = new StepSaid(request.ReasonCodes, request.Text);
                var judged = await BidSteps.Append(transaction, row, bid, request.Passed == true ? "passed" : "rejected", caller, clock.GetUtcNow(), cancellation, said);
                return TypedResults.Ok(await BidView.Read(connection, transaction, row, judged, caller, cancellation));
            },
            cancellation);
}
