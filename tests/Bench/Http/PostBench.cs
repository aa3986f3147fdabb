extern alias demands;

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using demands::Matchmaking.TechnologyDemands.Demands;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Matchmaking.Bench.Http;

/// <summary>
/// What a POST of a need costs behind token, rules, validation, row-level security, audit trail, idempotency key and outbox, beside the same form bound by a minimal API
/// and stored by one insert: by turns, in one process, over one PostgreSQL, by sixteen callers, each an enterprise of its own.
/// </summary>
internal sealed class PostBench
{
    private const int Callers = 16;
    private const int Rounds = 7;
    private const int WarmUp = 12;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private const string CreateRaw = "create table raw_demand (demand_id uuid primary key, enterprise_code text not null, title text not null, form jsonb not null, created_at timestamptz not null)";
    private const string InsertRaw = "insert into raw_demand values ($1, $2, $3, $4::jsonb, $5)";

    private const string Form = """
        {
          "enterpriseCreditCode": "ENTERPRISE", "title": "棉织物后整理轧光工艺改进", "field": "403",
          "description": "现有轧光机车速提高后布面出现极光，手感发硬，水洗后光泽下降明显。",
          "indicators": [{ "name": "光泽保持率", "relation": ">=", "value": 85, "unit": "%" }],
          "trlNow": 4, "trlWanted": 7, "budget": { "amount": 60, "unit": "wan_yuan", "negotiable": false }, "deadline": "2099-06-30",
          "cooperationModes": ["joint_development", "consulting"], "visibility": "public", "regionCode": "330604",
          "contact": { "name": "技术部", "phone": "0575-00000000", "email": "tech@example.com" }
        }
        """;

    /// <summary>Runs against the server that MATCHMAKING_TEST_POSTGRES names.</summary>
    public static async Task<List<Ratio>> Measure()
    {
        // The factory looks for the sources of a service, which a benchmark has no need of.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_MATCHMAKING_TECHNOLOGYDEMANDS", AppContext.BaseDirectory);
        var service = new DeployedService();
        await service.InitializeAsync();
        await using var raw = await StartRaw(service.Database.ConnectionString);
        try
        {
            var (drafts, callers) = (new byte[Callers][], new HttpClient[Callers]);
            for (var caller = 0; caller < Callers; caller++)
            {
                var code = CreditCodes.Next();
                (await service.Post("/v1/enterprises", new { name = $"上虞晟澜新材料有限公司{caller}（虚构）", creditCode = code, regionCode = "330604", industry = "C26" })).EnsureSuccessStatusCode();
                drafts[caller] = Encoding.UTF8.GetBytes(Form.Replace("ENTERPRISE", code, StringComparison.Ordinal));
                // Both by the framework's plain client: what the one of tests adds would count as the service's.
                using var issued = service.As("enterprise", code);
                callers[caller] = new HttpClient { BaseAddress = issued.BaseAddress, DefaultRequestHeaders = { Authorization = issued.DefaultRequestHeaders.Authorization } };
            }

            HttpClient[] anybody = [.. drafts.Select(_ => new HttpClient { BaseAddress = new Uri(raw.Urls.First()) })];
            byte[][] published = [.. drafts.Select(draft =>
            {
                var form = JsonNode.Parse(draft)!;
                form["publish"] = true;
                return Encoding.UTF8.GetBytes(form.ToJsonString());
            })];
            var kinds = new (string Name, Func<Task<double>> Run, double? Limit)[]
            {
                ("draft", () => Rate(callers, "/v1/demands", drafts, keyed: false), 0.5),
                ("draft under an Idempotency-Key", () => Rate(callers, "/v1/demands", drafts, keyed: true), null),
                ("published under an Idempotency-Key", () => Rate(callers, "/v1/demands", published, keyed: true), null),
            };
            var rates = kinds.Select(_ => new List<double>()).ToArray();
            var peers = kinds.Select(_ => new List<double>()).ToArray();
            // One kind after the other: what a publication leaves to be told and chained would fall on the drafts after it.
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                // On two busy cores the runtime takes half a minute to compile a path for good, and a server runs for weeks.
                for (var round = -WarmUp; round < Rounds; round++)
                {
                    var (peer, own) = (await Rate(anybody, "/demands", drafts, keyed: false), await kinds[kind].Run());
                    if (round >= 0)
                    {
                        peers[kind].Add(peer);
                        rates[kind].Add(own);
                    }
                }
            }

            // By turns, and the median of the ratios of neighbours: other work on the machine must not fall on one of them alone.
            return
            [
                new("raw: minimal API and one insert", Ratio.At(peers.SelectMany(all => all), 0.5), "/s"),
                .. kinds.SelectMany((kind, at) => new Ratio[]
                {
                    new($"authorised: {kind.Name}", Ratio.At(rates[at], 0.5), "/s"),
                    new($"authorised / raw: {kind.Name}", Ratio.At(rates[at].Zip(peers[at], (own, peer) => own / peer), 0.5), "x", kind.Limit, AtMost: false),
                }),
            ];
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<WebApplication> StartRaw(string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var source = NpgsqlDataSource.Create(database);
        await using (var create = source.CreateCommand(CreateRaw))
        {
            await create.ExecuteNonQueryAsync();
        }

        builder.Services.Add(new(typeof(NpgsqlDataSource), source));
        var app = builder.Build();
        app.MapPost("/demands", async (DemandForm form, NpgsqlDataSource rows) =>
        {
            var id = Guid.CreateVersion7();
            await using var insert = rows.CreateCommand(InsertRaw);
            foreach (var value in new object?[] { id, form.EnterpriseCreditCode, form.Title, JsonSerializer.Serialize(form, JsonSerializerOptions.Web), DateTime.UtcNow })
            {
                insert.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await insert.ExecuteNonQueryAsync();
            return TypedResults.Created($"/demands/{id}", form);
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<double> Rate(HttpClient[] callers, string path, byte[][] bodies, bool keyed)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(callers.Zip(bodies).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < Round; count++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(caller.Second) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                if (keyed)
                {
                    request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                }

                using var answer = await caller.First.SendAsync(request);
                if ((int)answer.StatusCode != 201)
                {
                    throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }

                await answer.Content.CopyToAsync(Stream.Null);
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    // As it is deployed: a test host is one for development, which checks the scope of every service that a request asks for.
    private sealed class DeployedService : ServiceUnderTest<demands::Program>
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { [WebHostDefaults.EnvironmentKey] = "Production" };
    }
}
