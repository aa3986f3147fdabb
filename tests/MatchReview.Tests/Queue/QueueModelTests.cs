using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>
/// The queue as a machine: random walks of 10,000 commands in all, sound and stale, doubled and by several people at once, beside a model that says what each must be answered. After each
/// the invariants are asked of the database.
/// </summary>
public sealed class QueueModelTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    private const int Walks = 10;
    private const int Steps = 1_000;

    [Fact]
    public async Task Ten_thousand_commands_are_answered_as_the_model_says_and_break_no_invariant()
    {
        var tally = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var database = QueueInvariants.Open(service.Database);
        for (var seed = 1; seed <= Walks; seed++)
        {
            var walk = new QueueWalk(service, database, seed);
            await walk.Start();
            for (var step = 0; step < Steps; step++)
            {
                var command = await walk.Step();
                tally[command] = tally.GetValueOrDefault(command) + 1;
                var faults = await walk.Faults();
                Assert.True(faults.Length == 0, $"Walk {seed}, step {step} ({command}) breaks {faults}");
            }

            await walk.AreTold();
        }

        Assert.Equal(Walks * Steps, tally.Values.Sum());
        // A walk that never gets somewhere would prove nothing.
        foreach (var reached in (string[])["decide 201 accepted", "decide 201 held", "decide 201 rejected", "decide 201 opinion", "decide 201 disputed", "decide match_claimed", "decide match_already_decided",
            "decide opinion_given", "decide match_disputed", "decide match_gone", "decide match_ranked_anew", "claim 200", "claim match_claimed", "claim opinion_given", "release 200", "release match_claimed",
            "assign 200", "bulk 200", "race 1", "ask-second 200", "rank", "close", "reopen", "withdraw", "time", "again"])
        {
            Assert.True(tally.GetValueOrDefault(reached) > 0, $"The walks never reached: {reached}. They reached {string.Join(", ", tally.Select(pair => $"{pair.Key} {pair.Value}"))}");
        }
    }
}
