extern alias demands;
extern alias identity;
extern alias insights;
extern alias ranking;
extern alias review;
extern alias talents;
extern alias webhooks;

using System.Text.Json.Nodes;
using MassTransit;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matchmaking.Documents.Tests;

/// <summary>TalentProfiles.</summary>
public class TalentProfilesHost : ServiceUnderTest<talents::Program>
{
    // Slots of the examples lie far ahead, so that they do not grow old.
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Instrument:DaysAhead"] = "36500" };
}

/// <summary>TechnologyDemands, with a level of verification in a region.</summary>
public class TechnologyDemandsHost : ServiceUnderTest<demands::Program>
{
    public const string VerifiedRegion = "370700";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"Verification:Regions:{VerifiedRegion}"] = "department,committee",
        ["Verification:Regions:3702"] = "department,third_party,committee",
        ["Challenge:LeastBidding"] = "00:00:01",
        ["Challenge:PanelSeats"] = "3",
        ["Challenge:IndustryShare"] = "0.3",
        ["Challenge:Publicity"] = Publicity,
        ["Challenge:PollSeconds"] = "1",
    };

    /// <summary>How long awards are public.</summary>
    protected virtual string Publicity => "5.00:00:00";
}

/// <summary>MatchReview.</summary>
public class MatchReviewHost : ServiceUnderTest<review::Program>;

/// <summary>Ranking by the scorecard alone, so that its answers do not hang on an engine.</summary>
public class RankingHost : ServiceUnderTest<ranking::Program>
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Training:Bootstrap"] = "false", ["Training:EveryDecisions"] = "0" };

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(new DayOfTheExamples());

    // Points fade by the day: the examples would be others every few weeks.
    private sealed class DayOfTheExamples : TimeProvider
    {
        private readonly long started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero) + System.GetElapsedTime(started);
    }
}

/// <summary>Insights.</summary>
public class InsightsHost : ServiceUnderTest<insights::Program>;

/// <summary>Webhooks, which may call this machine.</summary>
public class WebhooksHost : ServiceUnderTest<webhooks::Program>
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["DataProtection:Folder"] = Directory.CreateTempSubdirectory("documents-keys-").FullName,
        ["Webhooks:AllowHttp"] = "true",
        ["Webhooks:AllowPrivateAddresses"] = "true",
        ["Webhooks:Ports"] = "1-65535",
        // Nobody listens there: mails wait.
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = "9",
        ["Mail:From"] = "notice@bureau.example",
        ["Mail:PollSeconds"] = "600",
    };
}

/// <summary>Identity, which believes the tokens that it gives itself.</summary>
public class IdentityHost : ServiceUnderTest<identity::Program>
{
    public const string OperatorLogin = "operator";
    public const string OperatorPassword = "kept in a drawer 1";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["DataProtection:Folder"] = Directory.CreateTempSubdirectory("documents-keys-").FullName,
        ["Tokens:Issuer"] = TestIssuer.Issuer,
        ["Keys:PublishAheadMinutes"] = "0",
        ["AnonymousLimit:PerMinute"] = "100000",
        ["Bootstrap:CreditCode"] = Bureau,
        ["Bootstrap:Name"] = "试验科技局（虚构）",
        ["Bootstrap:Region"] = "330000",
        ["Bootstrap:Login"] = OperatorLogin,
        ["Bootstrap:Password"] = OperatorPassword,
    };

    protected override void ConfigureServices(IServiceCollection services) =>
        // The trust in the issuer of tests, which came last, is taken back.
        services.Remove(services.Last(service => service.ServiceType == typeof(IPostConfigureOptions<JwtBearerOptions>)));

    /// <summary>Tokens for a password.</summary>
    public async Task<JsonNode> SignIn(string login, string password)
    {
        using var anybody = With(null);
        using var answer = await anybody.PostAsync(new Uri("/connect/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = login,
            ["password"] = password,
        }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}

/// <summary>Delivers events.</summary>
internal static class Deliveries
{
    /// <summary>Delivers events one after another, each when the one before has had its effect.</summary>
    public static async Task Tell<TProgram>(this ServiceUnderTest<TProgram> service, params object[] events)
        where TProgram : class
    {
        foreach (var message in events)
        {
            var id = Guid.NewGuid();
            await service.Bus.Bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id));
            await service.Received(id);
        }
    }
}
