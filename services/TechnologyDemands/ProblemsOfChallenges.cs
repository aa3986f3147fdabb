using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Matchmaking.TechnologyDemands.Challenges.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands;

/// <summary>Those of challenges.</summary>
public static partial class Problems
{
    /// <summary>No challenge has the id, or none that the caller may see.</summary>
    public static ProblemHttpResult ChallengeNotFound(Guid challengeId) => ApiProblem.Of(404, "challenge_not_found", $"There is no challenge {challengeId}.");

    /// <summary>No bid has the id, or none that the caller may see.</summary>
    public static ProblemHttpResult BidNotFound(Guid bidId) => ApiProblem.Of(404, "bid_not_found", $"There is no bid {bidId}, or it is sealed.");

    /// <summary>One live challenge of a need.</summary>
    public static ProblemHttpResult ChallengeExists(Guid challengeId) => ApiProblem.Of(409, "challenge_exists", $"The demand has a challenge already: {challengeId}.");

    /// <summary>A challenge stays with its need.</summary>
    public static ProblemHttpResult DemandFixed() => ApiProblem.Invalid400(new FieldError("demandId", "demand_fixed", "A challenge stays with the demand that it was made of."));

    /// <summary>Nothing is measured.</summary>
    public static ProblemHttpResult IndicatorsRequired() =>
        ApiProblem.Invalid400(new FieldError("indicators", "required", "A challenge is accepted by measured indicators, and the demand has none: name at least one."));

    /// <summary>财政补助比例封顶.</summary>
    public static ProblemHttpResult SubsidyAboveCap(double share) =>
        ApiProblem.Invalid400(new FieldError("subsidyYuan", "subsidy_above_cap", $"The subsidy bears {share:P0} of fund and subsidy together at most."));

    /// <summary>Another state would be needed.</summary>
    internal static ProblemHttpResult ChallengeNotInState(ChallengeRow row)
    {
        var problem = ApiProblem.Of(409, "challenge_not_in_state", $"The challenge is {row.State}, or the time for this is over.");
        problem.ProblemDetails.Extensions["state"] = row.State;
        return problem;
    }

    /// <summary>A challenge does not end over teams that work.</summary>
    public static ProblemHttpResult ChallengeContracted() =>
        ApiProblem.Of(409, "challenge_contracted", "A team is under contract: the challenge ends when each is accepted and paid, taken out (POST /v1/bids/{id}:eliminate) or has failed.");

    /// <summary>A need is not closed over teams that work.</summary>
    internal static ProblemHttpResult DemandHasChallenge(ChallengeRow row)
    {
        var problem = ApiProblem.Of(
            409, "demand_has_challenge", $"Teams are under contract in challenge {row.ChallengeId}: the need is closed once each is accepted and paid, taken out (POST /v1/bids/{{id}}:eliminate) or has failed.");
        problem.ProblemDetails.Extensions["challengeId"] = row.ChallengeId;
        problem.ProblemDetails.Extensions["state"] = row.State;
        return problem;
    }

    /// <summary>Nothing new is stored of an expert who was erased; <paramref name="fields"/> name one.</summary>
    internal static ProblemHttpResult ExpertErased(IEnumerable<string> fields) => ApiProblem.Of(
        409,
        "expert_erased",
        "The bid names an expert who was erased from the platform: leave the id out.",
        [.. fields.Select(field => new FieldError(field, "expert_erased", "The expert was erased."))]);

    /// <summary>The same of a bid.</summary>
    internal static ProblemHttpResult BidNotInState(BidRow? bid)
    {
        var problem = ApiProblem.Of(409, "bid_not_in_state", $"The bid is {bid?.State}, or its challenge is not ready for this.");
        problem.ProblemDetails.Extensions["state"] = bid?.State;
        return problem;
    }

    /// <summary>Neither party nor bureau.</summary>
    public static ProblemHttpResult NotOfThisChallenge() => ApiProblem.Of(403, "not_of_this_challenge", "Your organisation is no party to this challenge that may do this.");

    /// <summary>Bidding ends too early, or never.</summary>
    public static ProblemHttpResult BiddingTooShort(TimeSpan least) =>
        ApiProblem.Invalid400(new FieldError("bidsUntil", "out_of_range", $"Bidding ends at least {least:c} from now, and within five years."));

    /// <summary>Nobody bids for the own challenge.</summary>
    public static ProblemHttpResult OwnChallenge() => ApiProblem.Of(409, "own_challenge", "Nobody bids for a challenge of their own organisation.");

    /// <summary>One bid of an organisation in a round.</summary>
    public static ProblemHttpResult BidExists(Guid bidId) => ApiProblem.Of(409, "bid_exists", $"Your organisation has bid already: PUT /v1/bids/{bidId} replaces it.");

    /// <summary>A price above the funds does not pass.</summary>
    public static ProblemHttpResult PriceAboveFunds(decimal funds) => ApiProblem.Of(409, "price_above_funds", $"The price is above {funds} yuan, fund and subsidy together; the bid does not pass.");

    /// <summary>Bids wait for their formal check.</summary>
    public static ProblemHttpResult BidsUnchecked(int waiting) => ApiProblem.Of(409, "bids_unchecked", $"{waiting} bids wait for their formal check.");

    /// <summary>Too few may be drawn.</summary>
    public static ProblemHttpResult PanelTooSmall(int needed, int available) => TooFew(ApiProblem.Of(409, "panel_too_small", Few("seats", needed, available)), needed, available);

    /// <summary>Too few of them are of industry.</summary>
    public static ProblemHttpResult PanelTooFewIndustry(int needed, int available) => TooFew(ApiProblem.Of(409, "panel_too_few_industry", Few("seats of industry", needed, available)), needed, available);

    /// <summary>No such panellist, or not the caller.</summary>
    public static ProblemHttpResult PanellistNotFound() => ApiProblem.Of(404, "panellist_not_found", "There is no such panellist that you may speak for.");

    /// <summary>The caller has no seat.</summary>
    public static ProblemHttpResult NotOnPanel() => ApiProblem.Of(403, "not_on_panel", "You have no seat on the panel of this challenge.");

    /// <summary>Scores are given once.</summary>
    public static ProblemHttpResult AlreadyScored() => ApiProblem.Of(409, "already_scored", "You have scored; scores stay as they were given.");

    /// <summary>Each bid is scored by each criterion.</summary>
    public static ProblemHttpResult ScoresIncomplete(IEnumerable<string> letters, IEnumerable<string> criteria) =>
        ApiProblem.Invalid400(new FieldError("scores", "scores_incomplete", $"Each of {string.Join(", ", letters)} is scored once, by {string.Join(", ", criteria)}."));

    /// <summary>One objection of an organisation in a round.</summary>
    public static ProblemHttpResult ObjectionExists() => ApiProblem.Of(409, "objection_exists", "Your organisation has objected already.");

    /// <summary>No such objection.</summary>
    public static ProblemHttpResult ObjectionNotFound() => ApiProblem.Of(404, "objection_not_found", "There is no such objection in this round.");

    /// <summary>A ruling stands.</summary>
    public static ProblemHttpResult ObjectionRuled() => ApiProblem.Of(409, "objection_ruled", "The objection was ruled on.");

    /// <summary>Each party signs once.</summary>
    public static ProblemHttpResult AlreadySigned() => ApiProblem.Of(409, "already_signed", "Your side has signed.");

    /// <summary>All three sign the same.</summary>
    public static ProblemHttpResult ContractDiffers(ContractView contract) => ApiProblem.Of(
        409, "contract_differs", $"The contract is {contract.ContractNumber ?? "without a number yet"} over {contract.AmountYuan} yuan: {contract.EnterpriseYuan} of the enterprise, {contract.SubsidyYuan} of the subsidy.");

    /// <summary>The bid has no such milestone.</summary>
    public static ProblemHttpResult MilestoneNotFound(int milestone) => ApiProblem.Of(404, "milestone_not_found", $"The bid has no milestone {milestone}.");

    /// <summary>A milestone is reported, then checked; once reached it stays so.</summary>
    public static ProblemHttpResult MilestoneNotInState(string? former) => ApiProblem.Of(409, "milestone_not_in_state", $"The milestone is {former ?? "not reported"}.");

    /// <summary>Only who missed a milestone is taken out.</summary>
    public static ProblemHttpResult NothingMissed() => ApiProblem.Of(409, "nothing_missed", "The team has missed no milestone.");

    /// <summary>Every indicator is measured once.</summary>
    public static ProblemHttpResult IndicatorsUnmeasured(int indicators) =>
        ApiProblem.Invalid400(new FieldError("measurements", "indicators_unmeasured", $"Each of the {indicators} indicators is measured once, by its number from 1."));

    /// <summary>What a rule of the database says of a payment; null where it is another rule.</summary>
    public static ProblemHttpResult? PaymentRefused(string rule) => rule switch
    {
        "bid_payment_unreached" => ApiProblem.Of(409, "milestone_unreached", "Only a milestone that was reached is paid, while the team is at work."),
        "bid_payment_unaccepted" => ApiProblem.Of(409, "team_not_accepted", "The rest is paid once the team is accepted."),
        "bid_payment_bounds" => ApiProblem.Of(409, "payment_above_contract", "That is more than the milestone, the contract or this source bears."),
        "bid_clawback_bounds" => ApiProblem.Of(409, "clawback_above_subsidy", "Taken back is what the subsidy paid to a team that has failed or was eliminated, and no more."),
        _ => null,
    };

    private static string Few(string what, int needed, int available) =>
        $"{needed} {what} are to be filled, and {available} could be: nobody of a party, nobody with a conflict, one of an organisation, and none who has sat often enough this year.";

    private static ProblemHttpResult TooFew(ProblemHttpResult problem, int needed, int available)
    {
        problem.ProblemDetails.Extensions["needed"] = needed;
        problem.ProblemDetails.Extensions["available"] = available;
        return problem;
    }
}
