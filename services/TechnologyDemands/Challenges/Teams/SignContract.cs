using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>A signature under the contract of a team.</summary>
/// <param name="ContractNumber">1 to 50 characters; all three name the same.</param>
/// <param name="AmountYuan">The price of the bid, in yuan.</param>
public sealed record SignContractRequest(string? ContractNumber, decimal? AmountYuan);

/// <summary>Rules of <see cref="SignContractRequest"/>.</summary>
public sealed class SignContractRequestValidator : AbstractValidator<SignContractRequest>
{
    /// <summary>Sets the rules.</summary>
    public SignContractRequestValidator()
    {
        RuleFor(s => s.ContractNumber).NotEmpty().MaximumLength(50);
        RuleFor(s => s.AmountYuan).NotNull().GreaterThan(0).LessThanOrEqualTo(1e12m);
    }
}

/// <summary>POST /v1/bids/{id}:sign: signs the contract of an awarded bid for the enterprise, the team or the bureau, whichever the caller is (三方签约); in any order, and all three are needed.</summary>
public static class SignContract
{
    private const string InsertSignature = """
        insert into bid_signature (bid_id, party, contract_number, amount_yuan, organisation, account, at) values (@id, @party, @ContractNumber, @AmountYuan, @Organisation, @Subject, @now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapSignContract(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}:sign", Handle).WithName("SignContract").WithTags("Teams").AllowAllRoles(Scopes.ChallengesWrite).Validated<SignContractRequest>().WithProblems(404, 409, 422);

    /// <summary>Which party a caller is; null for none.</summary>
    internal static string? Party(Caller caller, ChallengeRow row, BidRow bid) =>
        caller.IsBureau ? "bureau" : caller.Organisation == row.EnterpriseCode ? "enterprise" : caller.Organisation == bid.BidderCode ? "team" : null;

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, SignContractRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<SignContractRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var (connection, now) = (transaction.Connection!, clock.GetUtcNow());
                var bid = await BidRow.Find(connection, transaction, id, cancellation);
                if ((bid is null || Party(caller, row, bid) is null ? Problems.BidNotFound(id) : row.State != "signing" || bid.State != "awarded" || now >= bid.Until ? Problems.BidNotInState(bid) : null) is { } problem)
                {
                    return problem;
                }

                var before = await BidView.Read(connection, transaction, row, bid!, caller, cancellation);
                var party = Party(caller, row, bid!);
                if (before.Contract!.Signatures.Any(signature => signature.Party == party))
                {
                    return Problems.AlreadySigned();
                }

                if (before.Contract.AmountYuan != request.AmountYuan || (before.Contract.ContractNumber ?? request.ContractNumber) != request.ContractNumber)
                {
                    return Problems.ContractDiffers(before.Contract);
                }

                await connection.ExecuteAsync(new CommandDefinition(
                    InsertSignature, new { id, party, request.ContractNumber, request.AmountYuan, caller.Organisation, caller.Subject, now }, transaction, cancellationToken: cancellation));
                await BidSteps.Record(transaction, bid!, caller, "bid.contract_signed", null, new() { ["party"] = party }, cancellation);
                return TypedResults.Ok(await BidView.Read(connection, transaction, row, bid!, caller, cancellation));
            },
            cancellation);
}
