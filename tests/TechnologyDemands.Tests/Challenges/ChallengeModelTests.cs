using System.Collections.Concurrent;
using Dapper;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>Random commands on challenges: doubled, late, out of order and two at once; every invariant is asked of the database after each.</summary>
public sealed class ChallengeModelTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    private const int Commands = 10_000;
    private const int Walkers = 4;

    [Fact]
    public async Task Ten_thousand_commands_are_answered_as_the_rules_say_and_break_no_invariant()
    {
        var answers = new ConcurrentDictionary<string, int>();
        // Each with a service of its own: the time that one lets pass is nobody else's.
        await Task.WhenAll(Enumerable.Range(1, Walkers).Select(seed => Task.Run(async () =>
        {
            var own = new ChallengeService();
            await own.InitializeAsync();
            await new ChallengeWalk(own, seed, answers).Run(Commands / Walkers);
            await own.DisposeAsync();
        })));

        Console.WriteLine(string.Join(", ", answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));
        string[] met =
        [
            "argue ok", "revise ok", "publish ok", "reopen ok", "end ok", "close need ok", "called off", "challenge_contracted", "demand_has_challenge", "demand_closed", "bid ok", "revise bid ok", "withdraw ok", "pass ok", "reject ok", "draw ok", "leave ok", "score ok", "object ok", "rule ok", "sign ok",
            "decline ok", "report ok", "check milestone ok", "eliminate ok", "accept ok", "pay milestone ok", "pay acceptance ok", "challenge_not_in_state", "bid_not_in_state", "bid_not_found",
            "bid_exists", "price_above_funds", "challenge_not_found", "not_on_panel", "objection_exists", "already_signed", "milestone_unreached", "payment_above_contract", "team_not_accepted", "doubled", "late",
            "at once", "in collected", "in returned", "in argued", "in published", "in checking", "in scoring", "in publicity", "in signing", "in in_progress", "in completed", "in unawarded", "in failed", "in ended",
        ];
        Assert.Empty(met.Except(answers.Keys));
    }

    [Theory]
    [InlineData("select 1", null)]
    [InlineData("delete from challenge_step where number = 3 and challenge_id = @id", "a gap between steps; a step that does not go on from the one before")]
    [InlineData("update challenge set state = 'argued' where challenge_id = @id", "a state that is not that of the last step")]
    [InlineData("delete from panel_score where challenge_id = @id and seat = 1", "an award that the whole panel has not scored")]
    [InlineData("update panel_seat set organisation = (select enterprise_code from challenge where challenge_id = @id) where challenge_id = @id and seat = 1", "a conflict on the panel")]
    [InlineData("update panel_seat set organisation = 'one' where challenge_id = @id and seat < 3", "two of an organisation on the panel")]
    [InlineData("update panel_seat set from_industry = false where challenge_id = @id", "too few of industry")]
    [InlineData("update panel_draw set nonce = 'chosen' where challenge_id = @id", "a draw that does not follow")]
    [InlineData("update bid_signature set at = now() - interval '1 year' where bid_id in (select bid_id from bid where challenge_id = @id)", "signed before publicity was over")]
    [InlineData("delete from bid_signature where party = 'bureau' and bid_id in (select bid_id from bid where challenge_id = @id)", "a contract without three signatures")]
    [InlineData("insert into bid_payment select bid_id, 1, 'milestone', 1, 'subsidy', 700000, 'x', now(), 'x', 'x', now() from bid where challenge_id = @id", "paid above the contract; paid for a milestone that was not reached; subsidised above its share")]
    [InlineData("update challenge set state = 'ended' where challenge_id = @id", "a live bid in an ended challenge; a state that is not that of the last step")]
    [InlineData("update demand set status = 'closed' where demand_id = (select demand_id from challenge where challenge_id = @id)", "a closed need whose challenge goes on")]
    [InlineData("update challenge_step set reason_codes = '{need_closed}' where number = 3 and challenge_id = @id", "ended with a need that is not closed")]
    [InlineData("update bid set state = 'called_off' where challenge_id = @id", "a bid that was called off alone; a bid whose state is not that of its last step")]
    [InlineData("update challenge set state = 'ended' where challenge_id = @id; delete from panel_score where challenge_id = @id and seat = 1", "a live bid in an ended challenge; a seat that waits in an ended challenge; a state that is not that of the last step; an award that the whole panel has not scored")]
    [InlineData("update bid_result set score = 59 where challenge_id = @id", "an award below the minimum")]
    public async Task The_invariants_see_what_is_broken(string tamper, string? broken)
    {
        var way = await service.Challenge();
        await way.Contracted([80]);
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            foreach (var table in (string[])["challenge", "challenge_step", "bid_step", "bid", "demand", "panel_score", "panel_seat", "panel_draw", "bid_signature", "bid_payment", "bid_result"])
            {
                await connection.ExecuteAsync($"alter table {table} disable trigger user");
            }

            await connection.ExecuteAsync(tamper, new { id = way.Id });
            var found = await ChallengeInvariants.Of(connection, way.Id, 0);
            Assert.Equal(broken, found.Broken);
        }

        Assert.Null((await ChallengeInvariants.Of(service.Database, way.Id, 0)).Broken);
    }
}
