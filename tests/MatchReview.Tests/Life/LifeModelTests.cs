using Dapper;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Life;

/// <summary>
/// 10,000 commands at random, through the API, one after another, doubled, out of their order and two at once: each is answered as the model says, for two at once in one of
/// the two orders, and what stands in the tables afterwards keeps every promise.
/// </summary>
public sealed class LifeModelTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const int Commands = 10_000;

    // One row of faults by name; none when all promises are kept.
    private const string SelectFaults = """
        select fault from (values
            ('state is ' || coalesce((select state from match_life where match_id = @match), 'none'), (select state from match_life where match_id = @match) is distinct from @State),
            ('a contract without an agreement', exists (select from match_progress where match_id = @match and stage = 'contract') and not exists (select from match_progress where match_id = @match and stage = 'agreement')),
            ('an acceptance without a contract', exists (select from match_progress where match_id = @match and stage = 'acceptance') and not exists (select from match_contract where match_id = @match)),
            ('a contract stage without its contract', exists (select from match_progress where match_id = @match and stage = 'contract') <> exists (select from match_contract where match_id = @match)),
            ('an acceptance with an open milestone', exists (select from match_progress where match_id = @match and stage = 'acceptance') and exists (select from match_milestone where match_id = @match and reached_on is null)),
            ('milestones', (select count(*) from match_milestone where match_id = @match) <> @Milestones or (select count(reached_on) from match_milestone where match_id = @match) <> @Reached),
            ('who is willing', (select coalesce(bool_or(willing) filter (where side = 'enterprise'), false) <> @Enterprise or coalesce(bool_or(willing) filter (where side = 'institute'), false) <> @Institute
                                from willingness where match_id = @match)),
            ('ratings', (select count(*) from match_rating where match_id = @match) <> @Ratings),
            ('steps with a gap', (select max(number) from match_life_step where match_id = @match) <> (select count(*) from match_life_step where match_id = @match)),
            ('a life behind its steps', (select step from match_life where match_id = @match) <> (select max(number) from match_life_step where match_id = @match)),
            ('a step without actor or out of time', exists (select from match_life_step s where match_id = @match and (actor = '' or recorded_at < (select recorded_at from match_life_step b where b.match_id = s.match_id and b.number = s.number - 1)))),
            ('stages that are no steps', exists (select stage from match_progress where match_id = @match except select case when to_state = 'ended' then 'ended' else act end from match_life_step where match_id = @match)),
            ('steps that are no stages', (select count(*) from match_life_step where match_id = @match and (act in ('visited', 'agreement', 'contract', 'acceptance') or to_state = 'ended')) <> (select count(*) from match_progress where match_id = @match)),
            ('something due after the end', exists (select from match_life where match_id = @match and state in ('rated', 'ended') and due_at is not null)),
            ('two lives of a pair', (select count(*) from match_life join match m using (match_id) where (m.demand_id, m.talent_id) = (select demand_id, talent_id from match where match_id = @match)) <> 1)
        ) promise (fault, is_broken) where is_broken
        """;

    private readonly Random random = new(20261123);
    private readonly LaterClock clock = new();
    private int sent;

    [Fact]
    public async Task Ten_thousand_commands_leave_every_promise_kept()
    {
        // Asked ten thousand times and planned once.
        await using var database = Queue.QueueInvariants.Open(service.Database);
        await using var connection = await database.OpenConnectionAsync();
        var (lives, ends, states) = (0, 0, new Dictionary<string, int>());
        while (sent < Commands)
        {
            var (_, _, matches) = await service.Queue(20);
            foreach (var match in matches)
            {
                // Decided twice, as a client that heard no answer does.
                var decided = await Task.WhenAll(service.Decide(match), service.Decide(match));
                Assert.Equal([201, 409], decided.Select(answer => (int)answer.StatusCode).Order());
                var model = new LifeModel();
                for (var command = 0; command < 45 && sent < Commands; command++)
                {
                    model = random.Next(3) == 0 ? await TwoAtOnce(match, model) : await One(match, model, Next(model));
                    var faults = await connection.QueryAsync<string>(SelectFaults, new { match, model.State, model.Enterprise, model.Institute, model.Milestones, model.Reached, Ratings = (model.EnterpriseRated ? 1 : 0) + (model.InstituteRated ? 1 : 0) });
                    Assert.Empty(faults);
                    states[model.State] = states.GetValueOrDefault(model.State) + 1;
                }

                (lives, ends) = (lives + 1, ends + (model.State is "ended" or "rated" ? 1 : 0));
            }
        }

        // The walk has been everywhere.
        Assert.Equal(9, states.Count);
        Assert.True(ends > lives / 4, $"{ends} of {lives} lives came to an end");
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from match m where status = 'accepted' and not exists (select from match_life l where l.match_id = m.match_id)"));
    }

    // Mostly what leads on, so that lives get somewhere; an end is rare.
    private string Next(LifeModel model)
    {
        var command = LifeModel.Commands[random.Next(LifeModel.Commands.Length)];
        return command == "ended" && random.Next(4) != 0 ? Next(model) : !model.Try(command).IsTaken && random.Next(2) == 0 ? Next(model) : command;
    }

    private async Task<LifeModel> One(Guid match, LifeModel model, string command)
    {
        var (next, isTaken) = model.Try(command);
        Assert.True(isTaken == await Send(match, command, model.Reached + 1), $"{command} in {model} was {(isTaken ? "refused" : "taken")}");
        if (random.Next(5) != 0)
        {
            return next;
        }

        // Doubled: the model knows what the second does.
        var (again, isTakenAgain) = next.Try(command);
        Assert.True(isTakenAgain == await Send(match, command, next.Reached + 1), $"{command} again in {next} was {(isTakenAgain ? "refused" : "taken")}");
        return again;
    }

    private async Task<LifeModel> TwoAtOnce(Guid match, LifeModel model)
    {
        var (one, other) = (Next(model), Next(model));
        if (one == "overdue" || other == "overdue" || (one == "reach" && other == "reach"))
        {
            return await One(match, model, one);
        }

        var number = model.Reached + 1;
        var (a, b) = (Send(match, one, number), Send(match, other, number));
        var taken = (One: await a, Other: await b);
        foreach (var (first, second, results) in new[] { (one, other, taken), (other, one, (One: taken.Other, Other: taken.One)) })
        {
            var (between, isFirst) = model.Try(first);
            // A milestone that was set just now is not the one that was meant to be reached.
            var (end, isSecond) = second == "reach" && number > between.Milestones ? (between, false) : between.Try(second);
            if (isFirst == results.One && isSecond == results.Other && await service.State(match) == end.State && await service.Willing(match) == (end.Enterprise, end.Institute))
            {
                return end;
            }
        }

        Assert.Fail($"{one} ({taken.One}) and {other} ({taken.Other}) at once in {model} fit neither order");
        return model;
    }

    private async Task<bool> Send(Guid match, string command, int milestone)
    {
        Interlocked.Increment(ref sent);
        if (command == "read")
        {
            return await service.ReadContact(match);
        }

        if (command == "overdue")
        {
            await service.Database.Scalar<int>("with due as (update match_life set due_at = now() - interval '1 second' where match_id = @match and state not in ('rated', 'ended') returning 1) select count(*)::int from due", new { match });
            return await service.Watch(clock).Look(default) == 1;
        }

        var answer = await (command.Split(' ') switch
        {
            [var side, "yes"] => service.Say(match, side, true),
            [var side, "no"] => service.Say(match, side, false),
            ["rate", var side] => service.Rate(match, side),
            ["milestone"] => service.SetMilestone(match),
            ["reach"] => service.Reach(match, milestone),
            _ => service.Progress(match, command),
        });
        Assert.True((int)answer.StatusCode is 200 or 201 or 404 or 409, $"{command}: {(int)answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }
}
