using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

[Collection("system")]
public sealed class NothingIsLostNothingDoubledTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task With_the_broker_killed_a_need_is_accepted_and_its_list_follows_when_the_broker_is_back()
    {
        await SomeExperts("镀层");
        var enterprise = await system.Api.RegisterEnterprise();
        TestServers.Kill("rabbitmq");

        using var answer = await system.Api.Post("/api/v1/demands", Api.Demand(enterprise, "镀层起泡", "锌合金压铸件电镀以后镀层起泡，合格率低"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var demand = Guid.Parse((string)(await answer.Json())["id"]!);
        var waiting = await system.Api.Matches(demand);
        Assert.Equal("waiting", (string?)waiting["status"] ?? (string?)waiting["code"]);

        await system.Api.List(demand, Patience);
    }

    [Theory]
    [InlineData("TechnologyDemands")]
    [InlineData("Ranking")]
    [InlineData("MatchReview")]
    [InlineData("TalentProfiles")]
    [InlineData("Gateway")]
    [InlineData("Webhooks")]
    public async Task A_service_killed_while_200_needs_are_posted_costs_nothing(string service)
    {
        await SomeExperts("疏水阀");
        var enterprise = await system.Api.RegisterEnterprise();

        var demands = await PostWhile(enterprise, 200, posted =>
        {
            if (posted is 60 or 130)
            {
                system.KillAndStart(service);
            }
        });

        await EveryDemandHasExactlyOneList(demands, enterprise);
    }

    [Fact]
    public async Task The_broker_killed_while_needs_are_posted_costs_nothing()
    {
        await SomeExperts("减速机");
        var enterprise = await system.Api.RegisterEnterprise();

        var demands = await PostWhile(enterprise, 200, posted =>
        {
            if (posted == 100)
            {
                TestServers.Kill("rabbitmq");
            }
        });

        await EveryDemandHasExactlyOneList(demands, enterprise);
    }

    [Fact]
    public async Task The_database_server_killed_while_needs_are_posted_costs_nothing()
    {
        await SomeExperts("换热器");
        var enterprise = await system.Api.RegisterEnterprise();

        var demands = await PostWhile(enterprise, 100, posted =>
        {
            if (posted == 40)
            {
                TestServers.Kill("postgres");
            }
        });

        system.ForgetConnections();
        await EveryDemandHasExactlyOneList(demands, enterprise);
    }

    private async Task<Guid[]> PostWhile(string enterprise, int count, Action<int> disturb)
    {
        var demands = new Guid[count];
        var posted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var body = Api.Demand(enterprise, $"第{i}项需求", $"疏水阀、镀层、换热器第{i}号装置泄漏，需要检测方法");
            var created = await system.Api.PostUntilCreated("/api/v1/demands", body, $"{enterprise}-{i}", Patience);
            demands[i] = Guid.Parse((string)created["id"]!);
            var now = Interlocked.Increment(ref posted);
            lock (demands)
            {
                disturb(now);
            }
        });
        return demands;
    }

    private async Task EveryDemandHasExactlyOneList(Guid[] demands, string enterprise)
    {
        Assert.Equal(demands.Length, demands.Distinct().Count());
        Assert.Equal(
            demands.Length,
            await system.Databases["TechnologyDemands"].Scalar<int>("select count(*)::int from demand where enterprise_code = @enterprise", new { enterprise }));
        await Eventually.Get(
            () => system.Databases["MatchReview"].Scalar<int>("select count(*)::int from ranked_list where demand_id = any(@demands) and ranked_at is not null", new { demands }),
            lists => lists == demands.Length,
            "not every demand got its list",
            Patience);

        // One list made and one shown for each; as many matches in the queue as the list has, and no pair twice.
        Assert.Equal(demands.Length, await system.Databases["Ranking"].Scalar<int>("select count(*)::int from ranked_list where demand_id = any(@demands)", new { demands }));
        var made = await system.Databases["Ranking"].Scalar<int>("select coalesce(sum(jsonb_array_length(matches)), 0)::int from ranked_list where demand_id = any(@demands)", new { demands });
        await Eventually.Get(
            () => system.Databases["MatchReview"].Scalar<int>("select count(*)::int from match where demand_id = any(@demands)", new { demands }), shown => shown == made, $"the queue has not the {made} matches that were made");
        Assert.True(made >= demands.Length, "the lists are empty: nothing was shown");
        // The enterprise was told of each need twice: that it stands open, and that its list can be read.
        await Eventually.Get(
            () => system.Databases["Webhooks"].Scalar<int>("select count(*)::int from notice where demand_id = any(@demands) and organisation = @enterprise and type = 'matchmaking.demand.published'", new { demands, enterprise }),
            told => told == demands.Length, "not every need was told to stand open", Patience);
        await Eventually.Get(
            () => system.Databases["Webhooks"].Scalar<int>("select count(distinct demand_id)::int from notice where demand_id = any(@demands) and organisation = @enterprise and type = 'matchmaking.list.ready'", new { demands, enterprise }),
            told => told == demands.Length, "not every list was told of", Patience);
        Assert.Equal(0, await system.Databases["Webhooks"].Scalar<int>("select count(*)::int from (select 1 from notice where demand_id = any(@demands) group by event_id, addressee having count(*) > 1) twice", new { demands }));
        Assert.Equal(0, await system.Databases["MatchReview"].Scalar<int>(
            "select count(*)::int from (select 1 from match where demand_id = any(@demands) group by demand_id, talent_id having count(*) > 1) twice", new { demands }));
    }

    private async Task SomeExperts(string speciality)
    {
        // The test before may have left a service that is just starting.
        await system.Ready();
        var institute = await system.Api.RegisterInstitute($"{speciality}检测研究所");
        var experts = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            experts.Add(await system.Api.RegisterExpert(institute, $"{speciality}{i}（虚构）", $"{speciality}泄漏检测方法与装置，现场检测{i + 3}年，疏水阀、镀层、换热器均有案例。", capacity: 50));
        }

        await Eventually.Get(
            () => system.Databases["Ranking"].Scalar<int>("select count(*)::int from candidate where talent_id = any(@experts)", new { experts = experts.ToArray() }), n => n == 3, "the experts never reached Ranking");
    }
}
