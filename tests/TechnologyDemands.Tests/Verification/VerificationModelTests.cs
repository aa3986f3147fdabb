using System.Collections.Concurrent;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>The service beside a model of its rules: random commands, doubled, late, out of order and two at once; every invariant is asked of the database after each.</summary>
public sealed class VerificationModelTests(VerifyingService service) : IClassFixture<VerifyingService>
{
    private const int Commands = 10_000;
    private const int Walkers = 4;

    [Fact]
    public async Task Ten_thousand_commands_are_answered_as_the_model_says_and_break_no_invariant()
    {
        var answers = new ConcurrentDictionary<string, int>();
        var walks = Enumerable.Range(1, Walkers).Select(seed => Task.Run(async () => await (await VerificationWalk.Begin(service, seed, answers)).Run(Commands / Walkers)));
        await Task.WhenAll(walks);

        // It went everywhere: each command succeeded and each refusal was met.
        string[] expected =
        [
            "publish ok", "revise ok", "close ok", "withdraw ok", "pass ok", "return ok", "veto ok", "lift ok", "not_allowed", "not_of_this_level", "demand_not_found", "revision_changed", "demand_closed",
            "demand_already_published", "demand_in_verification", "demand_vetoed", "verification_not_waiting", "verification_moved", "validation_failed", "veto_of_higher_level", "filer_does_not_verify",
            "verified_on_another_level", "doubled", "late", "at once",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), answers.Keys.Order(StringComparer.Ordinal));
        Assert.All(answers, answer => Assert.InRange(answer.Value, 5, Commands));
        Console.WriteLine(string.Join(", ", answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));
        // What was told is what was done.
        Assert.Equal(
            await service.Database.Scalar<long>("select count(*) from verification_step"),
            (await service.Sent<Contracts.TechnologyDemands.VerificationAdvanced>()).Select(told => (told.DemandId, told.Number)).Distinct().LongCount());
    }
}
