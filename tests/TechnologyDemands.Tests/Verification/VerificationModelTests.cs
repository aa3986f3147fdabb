using System.Collections.Concurrent;
using Dapper;
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

    [Theory]
    [InlineData("select 1", null)]
    [InlineData("update verification_step set act = 'returned', returned_to = 'department', reason_codes = '{unclear}', text = 'x' where number = 3", "published without all levels")]
    [InlineData("delete from verification_step where number = 2", "a gap between steps; published without all levels")]
    [InlineData("update verification_seat set account = 'same' where level <> 'filing'", "one account on two levels of a round")]
    [InlineData("update verification_seat set account = 'same' where level <> 'department'", "a filer verified; one account on two levels of a round")]
    [InlineData("update verification_step set act = 'vetoed', reason_codes = '{forged_documents}', text = 'x' where number = 2", "a step after a veto that is no lift; published without all levels")]
    [InlineData("update verification_step set act = 'lifted', reason_codes = '{appeal_upheld}', text = 'x' where number = 3", "a lift of no veto, or by a lower level; published without all levels")]
    [InlineData("update verification_step set number = 5 where number = 3", "a gap between steps")]
    [InlineData("update verification_round set status = 'waiting', level = 'committee'", "need and round apart")]
    [InlineData("update demand set status = 'in_verification' where enterprise_code = @Code", "need and round apart")]
    [InlineData("delete from figure_filing where occasion = 'published'", "published figures that were not filed")]
    public async Task The_invariants_see_what_is_broken(string tamper, string? broken)
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise, VerifyingService.DepartmentAndCommittee);
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        var sound = await VerificationInvariants.Of(connection, id, 3);
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var table in (string[])["demand", "verification_round", "verification_seat", "verification_step", "figure_filing"])
        {
            await connection.ExecuteAsync($"alter table {table} disable trigger user");
        }

        await connection.ExecuteAsync("alter table verification_seat drop constraint verification_seat_one_level");
        var where = tamper.Contains("@Code", StringComparison.Ordinal) || tamper.StartsWith("select", StringComparison.Ordinal) ? "" : tamper.Contains("where", StringComparison.Ordinal) ? " and demand_id = @id" : " where demand_id = @id";
        await connection.ExecuteAsync(tamper + where, new { id, enterprise.Code });
        var found = await VerificationInvariants.Of(connection, id, 3);

        Assert.Equal((null, broken), (sound.Broken, found.Broken));
        Assert.Equal(tamper.Contains("verification_step", StringComparison.Ordinal) || tamper.Contains("verification_seat", StringComparison.Ordinal), found.Known != sound.Known);
    }
}
