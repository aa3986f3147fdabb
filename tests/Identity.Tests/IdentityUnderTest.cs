using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.Identity.Keys;
using Matchmaking.Identity.Tokens;
using Matchmaking.Platform;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Tests;

/// <summary>
/// Identity behind a door that stands for the gateway: the address of the door is the issuer, and the keys are read through it over real HTTP. Callers
/// have tokens that the service itself gave.
/// </summary>
public class IdentityUnderTest : ServiceUnderTest<Program>, IAsyncLifetime
{
    public static readonly string BureauCode = CreditCodes.Next();

    public const string OperatorLogin = "first.operator";
    public const string OperatorPassword = "kept in a drawer 1";

    private readonly WebApplication door;
    private readonly string keys = Directory.CreateTempSubdirectory("identity-keys-").FullName;
    private HttpClient? behind;

    public IdentityUnderTest()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        door = builder.Build();
        door.MapGet("/.well-known/{**path}", async Task (HttpContext http) => await http.Response.WriteAsync(await behind!.GetStringAsync(http.Request.Path)));
    }

    /// <summary>Address of the door.</summary>
    public string Issuer => door.Urls.First();

    /// <summary>Where the keys lie that protect the signing keys.</summary>
    public string KeyFolder => Path.Combine(keys, "ring");

    /// <summary>Without a token.</summary>
    public HttpClient Anybody => With(null);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await door.StartAsync();
        await InitializeAsync();
        behind = With(null);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await door.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        // Its own tokens alone, by its own settings: the trust in the issuer of tests, which came last, is taken back.
        services.Remove(services.Last(s => s.ServiceType == typeof(IPostConfigureOptions<JwtBearerOptions>)));
        services.Configure<TokenOptions>(options => options.Issuer = Issuer);
        services.Configure<KeyRingOptions>(options => options.Folder = KeyFolder);
        services.Configure<KeyOptions>(options => options.PublishAheadMinutes = 0);
        services.Configure<AnonymousLimitOptions>(options => options.PerMinute = 100_000);
        services.Configure<BootstrapOptions>(options =>
            (options.CreditCode, options.Name, options.Region, options.Login, options.Password) = (BureauCode, "测试科技局", "330000", OperatorLogin, OperatorPassword));
    }

    /// <summary>Asks the token endpoint.</summary>
    public Task<HttpResponseMessage> Connect(params (string Name, string Value)[] form) => Form("/connect/token", form);

    public Task<HttpResponseMessage> Form(string path, params (string Name, string Value)[] form) =>
        Anybody.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> TrySignIn(string login, string password) => Connect(("grant_type", "password"), ("username", login), ("password", password));

    /// <summary>Tokens of a person.</summary>
    public async Task<JsonNode> SignIn(string login, string password)
    {
        var answer = await TrySignIn(login, password);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public Task<HttpResponseMessage> Refresh(string token) => Connect(("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>A client of somebody who has signed in.</summary>
    public async Task<HttpClient> SignedIn(string login, string password) => With((string?)(await SignIn(login, password))["access_token"]);

    public Task<HttpClient> Operator() => SignedIn(OperatorLogin, OperatorPassword);

    /// <summary>Registers an organisation that nobody has approved yet.</summary>
    public async Task<Member> Register(string kind = "enterprise", string region = "330604")
    {
        var member = new Member(CreditCodes.Next(), $"person-{Guid.NewGuid():N}"[..20], "a long enough secret");
        var answer = await Anybody.PostAsJsonAsync("/v1/organisations", Registration(kind, member, region));
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return member;
    }

    /// <summary>Registers an organisation and has the first operator approve it.</summary>
    public async Task<Member> Approved(string kind = "enterprise", string region = "330604")
    {
        var member = await Register(kind, region);
        var answer = await (await Operator()).PostAsync($"/v1/organisations/{member.Code}:approve", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return member;
    }

    /// <summary>An account of the first bureau.</summary>
    public async Task<Member> OfTheBureau(string role, params string[] regions)
    {
        var member = new Member(BureauCode, $"bureau-{Guid.NewGuid():N}"[..20], "a long enough secret");
        var answer = await (await Operator()).PostAsJsonAsync("/v1/accounts", new { login = member.Login, name = "王科员", password = member.Password, role, regions });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return member;
    }

    public Task<HttpClient> As(Member member) => SignedIn(member.Login, member.Password);

    /// <summary>A client of an organisation's API.</summary>
    public static async Task<(string Id, string Secret)> Client(HttpClient by, params string[] scopes)
    {
        var answer = await by.PostAsJsonAsync("/v1/clients", new { name = "ERP 接口", scopes });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var created = await answer.Json();
        return ((string)created["client"]!["clientId"]!, (string)created["clientSecret"]!);
    }

    public Task<HttpResponseMessage> ClientToken(string id, string secret, params (string, string)[] more) =>
        Connect([("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), .. more]);

    /// <summary>HTTP Basic, as RFC 6749 has it.</summary>
    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    public static JsonObject Registration(string kind, Member member, string region = "330604") => new()
    {
        ["kind"] = kind,
        ["name"] = "试验单位",
        ["creditCode"] = member.Code,
        ["regionCode"] = region,
        ["industry"] = kind == "enterprise" ? "C17" : null,
        ["instituteKind"] = kind == "institute" ? "university" : null,
        ["account"] = new JsonObject { ["login"] = member.Login, ["name"] = "李工", ["password"] = member.Password },
    };
}

/// <summary>Somebody with an account.</summary>
public sealed record Member(string Code, string Login, string Password);
