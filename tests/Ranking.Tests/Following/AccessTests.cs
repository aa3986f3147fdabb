using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Who = """{ "who": "{marker}" }""";

    private static readonly AccessRow[] Rows =
    [
        new("RankText", "POST", "/v1/rankings", Reach.All, Reach.None, Reach.All, Reach.All, """{ "text": "轧光机压力不稳" }"""),
        new("ReplayRanking", "POST", "/v1/rankings/{list}:replay", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true, Through = [410] },
        // Of an expert who did not agree to be matched; who agreed is shown to everybody.
        new("GetPortrait", "GET", "/v1/experts/{silent}/portrait", Reach.Hidden, Reach.Own, Reach.All, Reach.All),
        new("GetRankingPersonalData", "GET", "/v1/experts/{silent}/personal-data", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("GetExpertGraph", "GET", "/v1/experts/{silent}/graph", Reach.Hidden, Reach.Own, Reach.All, Reach.All),
        new("ListFittingDemands", "GET", "/v1/experts/{expert}/demands", Reach.None, Reach.Own, Reach.All, Reach.All) { Marker = "{expert}" },
        new("GetWhyNot", "GET", "/v1/demands/{demand}/why-not/{expert}", Reach.Own, Reach.None, Reach.All, Reach.All) { IsOfARegion = true, Marker = "{demand}" },
        new("GetWhatIf", "GET", "/v1/demands/{demand}/what-if/{expert}", Reach.Own, Reach.None, Reach.All, Reach.All) { IsOfARegion = true, Marker = "{demand}" },
        new("ListTechnologies", "GET", "/v1/technologies?limit=1", Reach.All, Reach.All, Reach.All, Reach.All),
        new("GetTechnology", "GET", "/v1/technologies/{technology}", Reach.All, Reach.All, Reach.All, Reach.All),
        new("LinkTechnologies", "POST", "/v1/technologies:link", Reach.All, Reach.All, Reach.All, Reach.All, """{ "text": "固态电池" }"""),
        new("GetRanker", "GET", "/v1/ranker", Reach.None, Reach.None, Reach.All, Reach.All),
        new("ListModels", "GET", "/v1/models", Reach.None, Reach.None, Reach.All, Reach.All),
        new("GetModel", "GET", "/v1/models/nothing", Reach.None, Reach.None, Reach.All, Reach.All) { Through = [404] },
        new("PromoteModel", "POST", "/v1/models/nothing:promote", Reach.None, Reach.None, Reach.None, Reach.All, Who) { Through = [404] },
        new("RollBackModel", "POST", "/v1/models:rollback", Reach.None, Reach.None, Reach.None, Reach.All, Who) { Through = [409] },
        new("TrainModels", "POST", "/v1/models:train", Reach.None, Reach.None, Reach.None, Reach.All, Who),
        new("ListTrainings", "GET", "/v1/trainings", Reach.None, Reach.None, Reach.All, Reach.All),
        new("GetTraining", "GET", "/v1/trainings/0190a000-0000-7000-8000-00000000000a", Reach.None, Reach.None, Reach.All, Reach.All) { Through = [404] },
        new("ListCalibrations", "GET", "/v1/calibrations", Reach.None, Reach.None, Reach.All, Reach.All),
        new("RerankDemands", "POST", "/v1/operations/rerank-demands", Reach.None, Reach.None, Reach.None, Reach.All),
        new("RepublishLists", "POST", "/v1/operations/republish-lists", Reach.None, Reach.None, Reach.None, Reach.All),
        .. AuditRows.Of("ranking"),
    ];

    private Dictionary<string, string>? first;
    private Dictionary<string, string>? second;
    private int asked;

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, World).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, World).Run(), 1, int.MaxValue);

    [Fact]
    public async Task The_database_itself_shows_requests_what_models_there_are_and_no_copy_of_anybody()
    {
        var own = await World();
        var requests = new RequestRole(service.Database);

        await requests.IsBound();
        foreach (var table in (string[])["demand", "ranked_list", "ranking_model", "training", "calibration", "model_promotion"])
        {
            Assert.Equal(0, await requests.Count($"select from {table}"));
            Assert.Equal(0, await requests.Count($"select from {table}", "enterprise", own["{enterprise}"]));
            Assert.Equal(0, await requests.Count($"select from {table}", "institute", own["{institute}"]));
        }

        Assert.Equal(1, await requests.Count("select from ranked_list where ranking_id = @other::uuid", "reviewer", "", own["{list}"]));
        Assert.Equal(0, await requests.Count("select from demand where demand_id = @other::uuid", "reviewer", "", own["{demand}"], regions: "54"));
        foreach (var table in (string[])["candidate", "decision", "outcome", "shown_pair", "embedding", "latent_space", "listed", "outbox_message", "inbox_receipt"])
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => requests.Count($"select from {table}", "operator"));
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    // Nothing that these endpoints do changes what is asked for, so two organisations are enough.
    private async Task<Dictionary<string, string>> World() => asked++ % 2 == 0 ? first ??= await Make() : second ??= await Make();

    private async Task<Dictionary<string, string>> Make()
    {
        var (expert, silent, demand) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var (enterprise, institute) = (CreditCodes.Next(), CreditCodes.Next());
        foreach (var (id, consent) in new[] { (expert, true), (silent, false) })
        {
            var told = Told.Talent(id, 1, "长期研究棉织物轧光整理与耐久光泽。", consent: consent);
            await service.Know(told with { Profile = told.Profile with { Institute = told.Profile.Institute with { CreditCode = institute, Name = $"记号{institute}研究院" } } });
        }

        var need = Told.Demand(demand, 1, "棉织物轧光整理", "棉织物轧光后光泽不耐久，水洗后下降明显。");
        await service.Take(need with { Demand = need.Demand with { Enterprise = need.Demand.Enterprise with { CreditCode = enterprise } } });
        var list = await service.List(demand, 1);
        return new()
        {
            ["{enterprise}"] = enterprise,
            ["{institute}"] = institute,
            ["{expert}"] = $"{expert}",
            ["{silent}"] = $"{silent}",
            ["{demand}"] = $"{demand}",
            ["{list}"] = $"{list.RankingId}",
            ["{technology}"] = "solid-state-battery",
            ["{marker}"] = $"{silent}",
        };
    }
}
