using System.Net.Http.Json;
using Matchmaking.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>No request of the queue reads all of it: the plan of every statement, as the server ran it for a bureau and for both sides, over 20,000 matches.</summary>
public sealed class QueuePlansTests(QueuePlansTests.Filled service, ITestOutputHelper output) : IClassFixture<QueuePlansTests.Filled>
{
    private static readonly string[] Filters =
    [
        "", "status=pending", "status=held", "status=accepted&region=330604", "region=330600", "region=110000&status=pending", "field=403", "field=70102&region=540000&status=pending", "minScore=80",
        "claim=mine", "claim=free&status=pending", "due=overdue", "due=soon", "awaits=second", "awaits=disputed", "awaits=reminder", "demand={demand}", "due=overdue&region=330604&claim=free&sort=dueAt",
    ];

    private static readonly string[] Orders = ["score", "-score", "dueAt", "-dueAt", "rankedAt", "-rankedAt", "acceptanceProbability", "-acceptanceProbability", "id", "-id"];

    public static TheoryData<string, string> Callers => new() { { "operator", "" }, { "reviewer", "" }, { "reviewer", "3306" }, { "enterprise", "E7" }, { "institute", "I7" } };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Lists_read_no_more_than_they_must(string role, string who)
    {
        using var http = Client(role, who);
        var scans = new List<string>();
        // What lies outside the own region is answered without asking.
        var filters = Filters.Where(query => who != "3306" || !(query.Contains("region=11", StringComparison.Ordinal) || query.Contains("region=54", StringComparison.Ordinal)));
        foreach (var query in filters.Concat(Orders.Select(order => $"sort={order}")).Concat(Orders.Select(order => $"status=pending&sort={order}")))
        {
            await Read(http, $"/v1/matches?limit=20&{query.Replace("{demand}", $"{service.Demand}", StringComparison.Ordinal)}", scans);
        }

        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    [Fact]
    public async Task Neither_does_anything_else_of_the_queue()
    {
        using var http = Client("reviewer", "");
        using var institute = Client("institute", "I7");
        var scans = new List<string>();
        await Read(http, $"/v1/matches/{service.Pending[0]}", scans);
        await Read(http, $"/v1/matches/{service.Pending[0]}/comments", scans);
        await Read(http, "/v1/queue/agreement?from=2020-01-01T00:00:00Z", scans);
        await Read(http, "/v1/queue-views", scans);
        await Read(institute, $"/v1/experts/{service.OwnTalent}/outcomes", scans);
        await Do(http, $"/v1/matches/{service.Pending[0]}:claim", null, scans);
        await Do(http, $"/v1/matches/{service.Pending[0]}/comments", new { text = "请补充" }, scans);
        await Do(http, $"/v1/matches/{service.Pending[0]}:release", null, scans);
        await Do(service.Http, $"/v1/matches/{service.Pending[0]}:assign?account=x", null, scans);
        await Do(service.Http, $"/v1/matches/{service.Pending[1]}:ask-second", null, scans);
        await Do(http, $"/v1/matches/{service.Pending[1]}/decision", new { decision = "accepted", reviewer = "甲" }, scans);
        await Do(http, $"/v1/matches/{service.Pending[2]}/decision", new { decision = "held", reviewer = "甲" }, scans);
        await Do(http, "/v1/matches:decide", new { matches = service.Pending[3..53].Select(id => new { matchId = id }), decision = "rejected", reasonCodes = (string[])["time"], reviewer = "甲" }, scans);

        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    private HttpClient Client(string role, string who) => role is "enterprise" or "institute"
        ? service.As(role, who)
        : service.With(TestIssuer.Token(role, ServiceUnderTest<Program>.Bureau, null, who.Length == 0 ? null : [who], "reviewer-3"));

    private async Task Read(HttpClient http, string path, List<string> scans)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        Judge(path, scans);
    }

    private async Task Do(HttpClient http, string path, object? body, List<string> scans)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        Judge(path, scans);
    }

    private void Judge(string path, List<string> scans)
    {
        var plans = service.Plans.Take();
        Assert.True(plans.Any(plan => path.Contains("queue", StringComparison.Ordinal) || plan.Contains(" match", StringComparison.Ordinal)), $"{path}: no plan was told");
        foreach (var plan in plans.Where(plan => QueryPlans.Scans(plan, "match") || QueryPlans.Scans(plan, "match_opinion") || QueryPlans.Scans(plan, "match_comment") || QueryPlans.Scans(plan, "match_decision")))
        {
            output.WriteLine(plan);
            scans.Add($"{path}\n{plan[..Math.Min(plan.Length, 6000)]}");
        }
    }

    /// <summary>The service with 20,000 matches.</summary>
    public sealed class Filled : ServiceUnderTest<Program>, IAsyncLifetime
    {
        public QueryPlans Plans { get; } = new();

        public Guid Demand { get; private set; }

        public Guid OwnTalent { get; private set; }

        public Guid[] Pending { get; private set; } = [];

        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Queue:PollSeconds"] = "3600" };

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await QueueTables.Make(Database, 1_000);
            await QueryPlans.Tell(Database);
            Demand = await Database.Scalar<Guid>("select demand_id from match limit 1");
            OwnTalent = await Database.Scalar<Guid>("select talent_id from talent join match using (talent_id) where institute_code = 'I7' and status = 'accepted' limit 1");
            Pending = [.. await Database.Column<Guid>("select match_id from match where status = 'pending' and claimed_by is null and opinions = 0 order by match_id limit 60")];
        }

        protected override void ConfigureServices(IServiceCollection services) => Plans.Watch(services, () => Database);
    }
}
