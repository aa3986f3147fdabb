extern alias review;

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Matchmaking.Access;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Matchmaking.Bench.Queue;

/// <summary>
/// What each request of the review queue takes among many matches: over HTTP on a real Kestrel, with token, row-level security and all, one caller after another; and then the plan of each of its
/// statements, which may read no whole table of the queue.
/// </summary>
internal sealed partial class QueueBench(int demands, int count, TextWriter log)
{
    private const double LimitMilliseconds = 150;
    private const int WarmUp = 30;

    private static readonly string[] Filters =
    [
        "", "status=pending", "status=held", "region=330604", "region=110000&status=pending", "field=403&status=pending", "field=70102&region=540000&status=pending", "minScore=80&status=pending", "claim=mine",
        "claim=free&status=pending", "due=overdue&sort=dueAt", "due=soon&sort=dueAt", "awaits=second", "awaits=disputed", "awaits=reminder", "demand={demand}", "due=overdue&region=330604&claim=free&sort=dueAt", "limit=100",
    ];

    private static readonly string[] Orders = ["score", "dueAt", "-dueAt", "rankedAt", "-rankedAt", "acceptanceProbability", "-acceptanceProbability", "id", "-id"];

    /// <summary>Runs against the server that MATCHMAKING_TEST_POSTGRES names.</summary>
    public async Task<List<Ratio>> Measure()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_MATCHMAKING_MATCHREVIEW", AppContext.BaseDirectory);
        var service = new Reviewed();
        await service.InitializeAsync();
        try
        {
            await QueueTables.Make(service.Database, demands);
            var requests = await Requests(service);
            var figures = new List<Ratio>();
            foreach (var request in requests)
            {
                for (var i = 0; i < WarmUp; i++)
                {
                    await Time(request);
                }

                var times = new List<double>();
                for (var i = 0; i < count; i++)
                {
                    times.Add(await Time(request));
                }

                figures.Add(new($"p50 {request.Name}", Ratio.At(times, 0.5), "ms"));
                figures.Add(new($"p95 {request.Name}", Ratio.At(times, 0.95), "ms", LimitMilliseconds));
                await log.WriteLineAsync($"  {figures[^2].Value,7:0.0} {figures[^1].Value,7:0.0} ms  {request.Name}");
            }

            await QueryPlans.Tell(service.Database);
            foreach (var use in (string[])[CallerDatabase.Reads, CallerDatabase.Changes])
            {
                service.Services.GetRequiredKeyedService<NpgsqlDataSource>(use).Clear();
            }

            foreach (var request in requests)
            {
                figures.Add(await Plan(service, request));
            }

            return figures;
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<double> Time(Request request)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await request.Send();
        await answer.Content.CopyToAsync(Stream.Null);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        return answer.IsSuccessStatusCode ? elapsed : throw new InvalidOperationException($"{request.Name} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    // One line for each way in which a table is read; a whole read of the queue passes the limit.
    private async Task<Ratio> Plan(Reviewed service, Request request)
    {
        _ = service.Plans.Take();
        await Time(request);
        var plans = service.Plans.Take();
        await log.WriteLineAsync($"{request.Name}: {string.Join("; ", plans.SelectMany(plan => Access().Matches(plan).Select(found => found.Value)).Distinct())}");
        string[] tables = ["match", "match_decision", "match_opinion", "match_comment"];
        return new($"whole reads: {request.Name}", plans.Count == 0 ? double.NaN : plans.Sum(plan => tables.Count(table => QueryPlans.Scans(plan, table))), "", 0);
    }

    private static async Task<List<Request>> Requests(Reviewed service)
    {
        async Task<Stack<Guid>> Some(string where) => new(await service.Database.Column<Guid>($"select match_id from match where {where} order by md5(match_id::text)"));
        var pending = await Some("status = 'pending' and claimed_by is null and opinions = 0");
        var seen = (await Some("true")).Take(5_000).ToArray();
        var demand = await service.Database.Scalar<Guid>("select demand_id from match limit 1");
        var experts = (await service.Database.Column<Guid>("select talent_id from talent where institute_code = 'I7'")).ToArray();
        var next = 0;
        HttpClient Caller(string role, string[]? regions = null) => service.With(TestIssuer.Token(role, ServiceUnderTest<review::Program>.Bureau, null, regions, "reviewer-3"));
        var (chief, reviewer, near) = (Caller("operator"), Caller("reviewer"), Caller("reviewer", ["3306"]));
        Request Get(string who, HttpClient http, Func<string> path, string name) => new($"{who} {name}", () => http.GetAsync(new Uri(path(), UriKind.Relative)));
        Request Do(string name, Func<string> path, Func<object?> body) => new(name, () => reviewer.PostAsync(new Uri(path(), UriKind.Relative), body() is { } form ? JsonContent.Create(form) : null));
        IEnumerable<Request> Lists(string who, HttpClient http) => Filters.Concat(Orders.Select(order => $"sort={order}")).Concat(Orders.Select(order => $"status=pending&sort={order}"))
            .Select(query => Get(who, http, () => $"/v1/matches?{query.Replace("{demand}", $"{demand}", StringComparison.Ordinal)}", $"list {query}"));
        return
        [
            .. Lists("operator", chief), .. Lists("region 3306", near),
            .. new[] { "", "status=rejected", "sort=-rankedAt" }.Select(query => Get("enterprise", service.As("enterprise", "E7"), () => $"/v1/matches?{query}", $"list {query}")),
            Get("institute", service.As("institute", "I7"), () => "/v1/matches", "list"),
            Get("institute", service.As("institute", "I7"), () => $"/v1/experts/{experts[next++ % experts.Length]}/outcomes", "outcomes"),
            Get("operator", chief, () => $"/v1/matches/{seen[next++ % seen.Length]}", "get"),
            Get("region 3306", near, () => $"/v1/matches?demand={demand}", "list of a need"),
            Get("operator", chief, () => $"/v1/matches/{seen[next++ % seen.Length]}/comments", "comments"),
            Get("operator", chief, () => "/v1/queue/agreement", "agreement"),
            Get("region 3306", near, () => "/v1/queue/agreement?region=330600", "agreement"),
            Get("operator", chief, () => $"/v1/demands/{demand}/matches", "matches of a need"),
            Do("claim", () => $"/v1/matches/{pending.ElementAt(next++ % 500)}:claim", () => null),
            Do("release", () => $"/v1/matches/{pending.ElementAt(next++ % 500)}:release", () => null),
            Do("comment", () => $"/v1/matches/{pending.ElementAt(next++ % 500)}/comments", () => new { text = "请补充水洗数据" }),
            Do("decide", () => $"/v1/matches/{pending.Pop()}/decision", () => new { decision = "accepted", reasonCodes = (string[])["good_fit"], reviewer = "评审" }),
            Do("decide 50", () => "/v1/matches:decide", () => new { matches = Enumerable.Range(0, 50).Select(_ => new { matchId = pending.Pop() }).ToArray(), decision = "rejected", reasonCodes = (string[])["time"], reviewer = "评审" }),
        ];
    }

    [GeneratedRegex(@"(Index Only Scan using \w+ on \w+|Index Scan using \w+ on \w+|Bitmap Index Scan on \w+|Seq Scan on \w+)")]
    private static partial Regex Access();

    private sealed record Request(string Name, Func<Task<HttpResponseMessage>> Send);

    // As it is deployed; its plans are told only after what it takes was measured.
    private sealed class Reviewed : ServiceUnderTest<review::Program>
    {
        public QueryPlans Plans { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { [WebHostDefaults.EnvironmentKey] = "Production" };

        protected override void ConfigureServices(IServiceCollection services) => Plans.Watch(services, () => Database);
    }
}
