using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>All services as processes, on the broker and the database server that tests/run started; shared by the tests of the collection.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private const string Login = "operator";

    private readonly Dictionary<string, ServiceProcess> services = [];

    // Of this run alone.
    private static readonly string Password = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    /// <summary>Password of the operator.</summary>
    public static string OperatorPassword => Password;

    public Dictionary<string, TestDatabase> Databases { get; } = [];

    public Api Api { get; private set; } = null!;

    /// <summary>Where Ranking keeps its index.</summary>
    public string IndexFolder { get; } = Path.Combine(Setting("MATCHMAKING_TEST_STATE"), $"index-{Guid.NewGuid():N}");

    /// <summary>Where the logs of the services are.</summary>
    public static string Logs => Path.Combine(Setting("MATCHMAKING_TEST_STATE"), "logs");

    /// <summary>The broker that tests/run started.</summary>
    public static Uri Broker => new(Setting("MATCHMAKING_TEST_RABBITMQ"));

    /// <summary>Its management, as its administrator.</summary>
    public static Uri BrokerManagement => new(Setting("MATCHMAKING_TEST_RABBITMQ_MANAGEMENT"));

    /// <summary>Address of the gateway.</summary>
    public Uri Gateway { get; private set; } = null!;

    public static IReadOnlyList<string> Services { get; } = ["Identity", "TalentProfiles", "TechnologyDemands", "Ranking", "MatchReview", "Webhooks", "Insights", "Gateway"];

    public async Task InitializeAsync()
    {
        var broker = Broker;
        var firstPort = int.Parse(Setting("MATCHMAKING_TEST_FIRST_PORT"), System.Globalization.CultureInfo.InvariantCulture);
        var ports = new Dictionary<string, int>
        {
            ["Gateway"] = firstPort,
            ["TalentProfiles"] = firstPort + 1,
            ["TechnologyDemands"] = firstPort + 2,
            ["Ranking"] = firstPort + 3,
            ["MatchReview"] = firstPort + 4,
            ["Identity"] = firstPort + 5,
            ["Webhooks"] = firstPort + 6,
            ["Insights"] = firstPort + 7,
        };
        foreach (var service in Services)
        {
            var settings = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports[service]}",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_gcServer"] = "0",
                ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
                ["Logging__LogLevel__Microsoft"] = "Warning",
                ["Authentication__Authority"] = $"http://127.0.0.1:{ports["Identity"]}",
                ["Authentication__Issuer"] = $"http://127.0.0.1:{firstPort}",
                ["Authentication__AllowHttp"] = "true",
            };
            if (service == "Gateway")
            {
                // Tests ask more than any client should.
                (settings["RateLimit__PerSecond"], settings["RateLimit__Burst"]) = ("1000000", "1000000");
                foreach (var other in Services.Where(s => s != "Gateway"))
                {
                    settings[$"Services__{other}"] = $"http://127.0.0.1:{ports[other]}/";
                }
            }
            else
            {
                var database = await TestDatabase.Create();
                Databases[service] = database;
                settings["Database__ConnectionString"] = database.ConnectionString;
                settings["Database__WorkerPassword"] = database.Password;
                settings["Database__ApiPassword"] = database.Password;
                settings["Broker__Host"] = broker.Host;
                settings["Broker__Port"] = $"{broker.Port}";
                settings["Broker__VirtualHost"] = Uri.UnescapeDataString(broker.AbsolutePath[1..]);
                settings["Broker__Username"] = broker.UserInfo.Split(':')[0];
                settings["Broker__Password"] = broker.UserInfo.Split(':')[1];
            }

            if (service is "Identity" or "Webhooks" or "TalentProfiles" or "TechnologyDemands")
            {
                settings["DataProtection__Folder"] = Path.Combine(Setting("MATCHMAKING_TEST_STATE"), "keys", service);
            }

            if (service == "Identity")
            {
                // Longer than any test: a renewal would fail while the database is away.
                settings["Tokens__AccessMinutes"] = "60";
                settings["AnonymousLimit__PerMinute"] = "100000";
                settings["Tokens__Issuer"] = $"http://127.0.0.1:{firstPort}";
                settings["Bootstrap__CreditCode"] = "11330000YY000001XR";
                settings["Bootstrap__Name"] = "试验科技局";
                settings["Bootstrap__Region"] = "320200";
                (settings["Bootstrap__Login"], settings["Bootstrap__Password"]) = (Login, Password);
            }

            if (service == "TechnologyDemands")
            {
                // The region of the walkthrough, and of no other test.
                settings["Verification__Regions__3702"] = "department,third_party,committee";
                // The challenge of its page takes seconds, and no other test has one.
                (settings["Challenge__LeastBidding"], settings["Challenge__Publicity"], settings["Challenge__PollSeconds"]) = ("00:00:01", "00:00:03", "1");
                (settings["Challenge__PanelSeats"], settings["Challenge__IndustryShare"]) = ("3", "0.3");
            }

            if (service == "Webhooks")
            {
                (settings["Webhooks__AllowHttp"], settings["Webhooks__AllowPrivateAddresses"], settings["Webhooks__Ports"]) = ("true", "true", "1-65535");
            }

            if (service == "Ranking")
            {
                (settings["Index__Folder"], settings["Index__StoreEverySeconds"]) = (IndexFolder, "1");
                // That a first start trains a model is shown in Ranking's own tests; here it held up the start by 35 s.
                settings["Training__Bootstrap"] = "false";
            }

            services[service] = new ServiceProcess(service, settings, Logs);
            services[service].Start();
        }

        Gateway = new Uri($"http://127.0.0.1:{firstPort}");
        Api = new Api(Gateway, Login, Password);
        await Ready();
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        foreach (var service in services.Values)
        {
            service.Dispose();
        }

        foreach (var database in Databases.Values)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>Waits until the gateway says that every service is ready.</summary>
    public Task Ready() => Eventually.Get(Api.IsReady, ready => ready, "the system did not become ready; see .test/logs/end-to-end-*.log", TimeSpan.FromSeconds(90));

    /// <summary>kill -9, and a new process as a supervisor would start it.</summary>
    public void KillAndStart(string service)
    {
        services[service].Kill();
        services[service].Start();
    }

    /// <summary>Drops the tests' own connections: after the database server was killed they are dead.</summary>
    public void ForgetConnections()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        foreach (var database in Databases.Values)
        {
            database.Source.Clear();
        }
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run the tests with tests/run.");
}

/// <summary>One system for all end-to-end tests: they run one after another.</summary>
[CollectionDefinition("system")]
public sealed class OneSystem : ICollectionFixture<RunningSystem>;
