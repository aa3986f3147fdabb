using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Matchmaking.EndToEnd.Tests.Fuzz;
using Matchmaking.Harness;
using Xunit.Abstractions;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>
/// Requests that are made out of the OpenAPI documents, sound and broken, as strangers and with damaged tokens: none ends in a failure of ours, none tells how
/// the services are built, none shows a byte of another organisation's secrets nor changes them.
/// </summary>
[Collection("system")]
public sealed partial class FuzzTests(RunningSystem system, ITestOutputHelper output)
{
    private const int Workers = 8;

    private static readonly string Root = Repository.Root();
    private static readonly int Requests = int.Parse(Environment.GetEnvironmentVariable("MATCHMAKING_FUZZ_REQUESTS") ?? "10000", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("MATCHMAKING_FUZZ_SEED") ?? "20261123", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Ten_thousand_requests_break_nothing_and_learn_nothing()
    {
        await system.Ready();
        using var parties = await FuzzParties.Gather(system);
        using var documents = new HttpClient { BaseAddress = system.Gateway };
        var operations = await FuzzOperation.All(documents);
        var faults = new ConcurrentQueue<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        var reached = new ConcurrentDictionary<FuzzOperation, int>();
        var before = await Owned(parties);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(Seed + worker);
            var maker = new RequestMaker(random, parties.Known);
            for (var i = worker; i < Requests && faults.Count < 20; i += Workers)
            {
                var operation = operations[random.Next(operations.Count)];
                // Owners read what is theirs, so that the secret is in every cache; what strangers are told is looked through.
                var isOwner = operation.Method == "GET" && random.Next(20) == 0;
                var (token, isBureau) = isOwner ? (parties.Owners[random.Next(parties.Owners.Count)], false) : parties.Strangers[random.Next(parties.Strangers.Count)];
                string[] secrets = isOwner ? [] : isBureau ? [FuzzParties.Secret] : [FuzzParties.Secret, FuzzParties.SecretOfExpert];
                var (request, story) = maker.Make(operation);
                using (request)
                {
                    using var answer = await parties.Send(request, token);
                    var status = (int)answer.StatusCode;
                    statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
                    if (status is >= 200 and < 300)
                    {
                        reached.AddOrUpdate(operation, 1, (_, n) => n + 1);
                    }

                    if (Fault(status, $"{answer.Headers}{await Text(answer)}", secrets) is { } fault)
                    {
                        faults.Enqueue($"{fault}: {story}");
                    }
                }
            }
        })));

        output.WriteLine($"seed {Seed}, {statuses.Values.Sum()} requests over {operations.Count} operations: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}x"))}; {reached.Count} operations answered 2xx");
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
        Assert.Equal(Requests, statuses.Values.Sum());
        // Requests that all fail at the door would prove nothing.
        Assert.True(statuses.Where(s => s.Key is >= 200 and < 300).Sum(s => s.Value) > Requests / 20, "hardly any request was a sound one");
        Assert.Equal(before, await Owned(parties));
    }

    // A hostile text that was stored as a comment or a title is told again as it is; it names a column.
    private const string StoredAttack = "union select password_hash from account";

    private static string? Fault(int status, string text, string[] secrets) =>
        status >= 500 ? $"{status} {text[..Math.Min(300, text.Length)]}"
        : HowItIsBuilt().Match(text.Replace(StoredAttack, "", StringComparison.Ordinal)) is { Success: true } built ? $"tells of its insides ({built.Value})"
        : text.Contains(Root, StringComparison.Ordinal) ? "names the folder of the services"
        : secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)) ? "shows a stranger the secret"
        : null;

    private static async Task<string> Text(HttpResponseMessage answer) => Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());

    // All that the owners have, as it is stored.
    private async Task<string> Owned(FuzzParties parties) => string.Join(
        '\n',
        await system.Databases["TechnologyDemands"].Scalar<string>("select (select to_jsonb(d) from demand d where demand_id = @Need)::text || (select to_jsonb(c) from demand_contact c where demand_id = @Need)::text", new { parties.Need }),
        await system.Databases["TalentProfiles"].Scalar<string>("select (select to_jsonb(e) from expert e where expert_id = @Expert)::text || (select to_jsonb(c) from expert_contact c where expert_id = @Expert)::text", new { parties.Expert }),
        await system.Databases["Webhooks"].Scalar<string>("select string_agg(to_jsonb(w)::text, '') from webhook w where url like '%' || @Secret || '%'", new { FuzzParties.Secret }),
        await system.Databases["Identity"].Scalar<string>("select string_agg((to_jsonb(c) - 'last_used_at')::text, '') from client c where name like @Secret || '%'", new { FuzzParties.Secret }));

    [GeneratedRegex(@"\n\s+at \S+\(|\.cs:line|Exception\b|Npgsql|Dapper|MassTransit|RabbitMQ|PostgreSQL|System\.[A-Z]|/services/[A-Z]|password_hash")]
    private static partial Regex HowItIsBuilt();
}
