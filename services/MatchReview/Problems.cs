using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>No match has the id, or it left the queue undecided.</summary>
    public static ProblemHttpResult MatchNotFound(Guid matchId) =>
        ApiProblem.Of(404, "match_not_found", $"There is no match {matchId}, or it is no longer in the queue.");

    /// <summary>The match waits for its decision.</summary>
    public static ProblemHttpResult MatchNotDecided() =>
        ApiProblem.Of(404, "match_not_decided", "The match is pending; POST decides it.");

    /// <summary>A match is decided once; <paramref name="first"/> stands and is shown.</summary>
    public static ProblemHttpResult MatchAlreadyDecided(FirstDecision first)
    {
        var problem = ApiProblem.Of(409, "match_already_decided", $"A reviewer has decided this match: {first.Decision}.");
        problem.ProblemDetails.Extensions["decision"] = first;
        return problem;
    }

    /// <summary>Somebody else works on the match until <paramref name="until"/>.</summary>
    public static ProblemHttpResult MatchClaimed(DateTime until)
    {
        var problem = ApiProblem.Of(409, "match_claimed", "Somebody else works on this match; claimedUntil says until when, unless it is released before.");
        problem.ProblemDetails.Extensions["claimedUntil"] = until;
        return problem;
    }

    /// <summary>Two persons decide, and the caller has been the first.</summary>
    public static ProblemHttpResult OpinionGiven() =>
        ApiProblem.Of(409, "opinion_given", "You have given your opinion of this match; somebody else gives the other.");

    /// <summary>Two persons disagree.</summary>
    public static ProblemHttpResult MatchDisputed() =>
        ApiProblem.Of(409, "match_disputed", "Two persons disagree on this match; an operator who is neither of them decides.");

    /// <summary>Two persons decide, and a program is none.</summary>
    public static ProblemHttpResult PersonNeeded() =>
        ApiProblem.Of(403, "person_needed", "Two persons decide this match; a program is none of them.");

    /// <summary>The caller has no view of that name.</summary>
    public static ProblemHttpResult ViewNotFound(string name) =>
        ApiProblem.Of(404, "view_not_found", $"You have no view {name}.");

    /// <summary>The caller has as many views as one may.</summary>
    public static ProblemHttpResult TooManyViews(int most) =>
        ApiProblem.Of(409, "too_many_views", $"At most {most} views are kept; delete one first.");

    /// <summary>The caller's organisation has no watch of that id.</summary>
    public static ProblemHttpResult WatchNotFound(Guid watchId) =>
        ApiProblem.Of(404, "watch_not_found", $"Your organisation has no watch {watchId}.");

    /// <summary>The organisation has as many watches as one may.</summary>
    public static ProblemHttpResult TooManyWatches(int most) =>
        ApiProblem.Of(409, "too_many_watches", $"At most {most} watches are kept for an organisation; delete one first.");

    /// <summary>Nothing is known of the need here, or it is not the caller's.</summary>
    public static ProblemHttpResult DemandNotKnown(Guid demandId) =>
        ApiProblem.Of(404, "demand_not_found", $"Nothing is held here about a need {demandId} of yours; one that was just published is known a moment later.");

    /// <summary>The match left the queue before it was decided.</summary>
    public static ProblemHttpResult MatchGone(string reason) => ApiProblem.Of(409, "match_gone", reason switch
    {
        "talent_withdrawn" => "The expert has left or no longer agrees to be matched; nothing is left to decide.",
        "talent_erased" => "Everything about the expert was erased; nothing more is recorded of the match.",
        "demand_closed" => "The demand was closed; nothing is left to decide.",
        _ => "A newer list of the demand no longer holds this match.",
    });

    /// <summary>Nothing is known of the expert here, or not whose the expert is.</summary>
    public static ProblemHttpResult ExpertNotKnown(Guid expertId) =>
        ApiProblem.Of(404, "expert_not_found", $"Nothing is held here about an expert {expertId}.");

    /// <summary>Only a match that a reviewer accepted goes on.</summary>
    public static ProblemHttpResult MatchNotAccepted(string status) =>
        ApiProblem.Of(409, "match_not_accepted", $"Only an accepted match goes on; this one is {status}.");

    /// <summary>The match cannot reach <paramref name="stage"/> now; the stages it has <paramref name="reached"/> are shown.</summary>
    public static ProblemHttpResult StageRefused(string code, string stage, IReadOnlyList<string> reached)
    {
        var problem = ApiProblem.Of(409, code, code switch
        {
            "stage_reached" => $"The match has reached {stage} before; the first record stands.",
            "match_ended" => "The match has ended; nothing follows an end.",
            "stage_missing" => $"{stage} needs {StageOrder.NeededFor(stage)}, which this match has not reached.",
            _ => $"The match is beyond {stage}; stages go forward only.",
        });
        problem.ProblemDetails.Extensions["stages"] = reached;
        return problem;
    }

    /// <summary>The work is accepted when all its milestones are reached.</summary>
    public static ProblemHttpResult MilestonesOpen(int open) =>
        ApiProblem.Of(409, "milestones_open", $"{open} milestones of the contract are not reached yet; record them first.");

    /// <summary>Milestones belong to a contract that is signed and not yet accepted.</summary>
    public static ProblemHttpResult NoContractUnderWay(string state) =>
        ApiProblem.Of(409, "no_contract_under_way", $"Milestones belong to a contract that is under way; this match is {state}.");

    /// <summary>The contract has no such milestone.</summary>
    public static ProblemHttpResult MilestoneNotFound(int number) =>
        ApiProblem.Of(404, "milestone_not_found", $"The match has no milestone {number}.");

    /// <summary>A milestone is reached once.</summary>
    public static ProblemHttpResult MilestoneReached(int number, DateOnly on) =>
        ApiProblem.Of(409, "milestone_reached", $"Milestone {number} was reached on {on:yyyy-MM-dd}; the first record stands.");

    /// <summary>A side rates once.</summary>
    public static ProblemHttpResult AlreadyRated(string side) =>
        ApiProblem.Of(409, "already_rated", $"The {side} has rated this match; the first rating stands.");

    /// <summary>What is rated is work that was accepted.</summary>
    public static ProblemHttpResult NothingToRate(string state) =>
        ApiProblem.Of(409, "nothing_to_rate", $"A match is rated after its acceptance; this one is {state}.");

    /// <summary>One registration for one contract.</summary>
    public static ProblemHttpResult ContractRegistered(string number) => ApiProblem.Of(
        409, "contract_registered", "Another contract has this registration number.", new FieldError("contract.registrationNumber", "contract_registered", $"{number} is taken."));

    /// <summary>The match has ended, and with it what was agreed.</summary>
    public static ProblemHttpResult MatchEnded() =>
        ApiProblem.Of(409, "match_ended", "The match has ended; nothing follows an end.");

    /// <summary>Whose the demand is, or the institute of the expert, is not known here.</summary>
    public static ProblemHttpResult PartyUnknown() =>
        ApiProblem.Of(409, "party_unknown", "Whose side this is, is not known here, or no longer; nobody can speak for it.");

    /// <summary>If-Match names another list than the one the match stands in now.</summary>
    public static ProblemHttpResult MatchRankedAnew(long listNumber) =>
        ApiProblem.Of(412, "match_ranked_anew", $"The match was ranked anew meanwhile: it stands in list {listNumber}. Read it again.");
}
