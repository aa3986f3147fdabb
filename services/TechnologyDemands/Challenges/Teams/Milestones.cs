using Dapper;
using Matchmaking.Access;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>Appends what is reported or found of a milestone.</summary>
internal static class Milestones
{
    private const string InsertStep = """
        insert into milestone_step (bid_id, number, milestone, act, reason_codes, text, organisation, account, at)
        values (@BidId, @Number, @milestone, @act, @Reasons, @text, @Organisation, @Subject, @now)
        """;

    /// <summary>Appends, or says why not; answers the bid as it stands.</summary>
    public static async Task<Results<Ok<BidView>, ProblemHttpResult>> Append(
        NpgsqlTransaction transaction, ChallengeRow row, BidRow bid, int milestone, string act, IReadOnlyList<string>? reasons, string text, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var before = await BidView.Read(connection, transaction, row, bid, caller, cancellation);
        if (milestone < 1 || milestone > before.Content!.Milestones!.Count)
        {
            return Problems.MilestoneNotFound(milestone);
        }

        var former = before.Milestones.LastOrDefault(step => step.Milestone == milestone)?.Act;
        if (row.State != "in_progress" || bid.State != "signed")
        {
            return Problems.BidNotInState(bid);
        }

        if (former == "reached" || (act == "reported") == (former == "reported"))
        {
            return Problems.MilestoneNotInState(former);
        }

        var step = new { bid.BidId, Number = before.Milestones.Count + 1, milestone, act, Reasons = (string[])[.. reasons ?? []], text, caller.Organisation, caller.Subject, now };
        await connection.ExecuteAsync(new CommandDefinition(InsertStep, step, transaction, cancellationToken: cancellation));
        await BidSteps.Record(transaction, bid, caller, $"bid.milestone_{act}", null, new() { ["milestone"] = milestone }, cancellation);
        return TypedResults.Ok(await BidView.Read(connection, transaction, row, bid, caller, cancellation));
    }
}
