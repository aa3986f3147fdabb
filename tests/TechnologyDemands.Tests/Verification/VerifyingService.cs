using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>The service with levels of verification in some regions of 37, and none anywhere else.</summary>
public sealed class VerifyingService : ServiceUnderTest<Program>
{
    /// <summary>A region whose needs pass all three levels.</summary>
    public const string AllLevels = "370203";

    /// <summary>A region whose needs pass the department alone.</summary>
    public const string Department = "370700";

    /// <summary>A region whose needs pass department and committee.</summary>
    public const string DepartmentAndCommittee = "370102";

    /// <summary>A region in the middle of others whose needs are published at once.</summary>
    public const string None = "370211";

    /// <summary>The organisation that reviews as third party.</summary>
    public const string ThirdParty = "12320211YY0001186P";

    public static readonly IReadOnlyDictionary<string, string> Chains = new Dictionary<string, string>
    {
        [AllLevels] = "department,third_party,committee",
        [Department] = "department",
        [DepartmentAndCommittee] = "department,committee",
        [None] = "",
    };

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Verification:Regions:37"] = "department",
        ["Verification:Regions:3701"] = "department, committee",
        ["Verification:Regions:370200"] = "department,third_party,committee",
        ["Verification:Regions:370211"] = "",
        ["Verification:Levels:third_party:Organisations"] = ThirdParty,
    };

    /// <summary>An enterprise with an account that files.</summary>
    public async Task<(string Code, HttpClient Http)> Enterprise()
    {
        var code = await this.RegisterEnterprise();
        return (code, Account("enterprise", code));
    }

    /// <summary>A client of an account that nobody else has.</summary>
    public HttpClient Account(string role, string organisation = Bureau, string? subject = null, string[]? regions = null) =>
        With(TestIssuer.Token(role, organisation, subject: subject ?? $"account-{Guid.NewGuid()}", regions: regions));

    public HttpClient Reviewer() => Account("reviewer");

    public HttpClient Auditor() => Account("reviewer", ThirdParty);

    public HttpClient Committee() => Account("operator");

    /// <summary>A need that has passed all of <paramref name="region"/>.</summary>
    public async Task<Guid> Verified((string Code, HttpClient Http) enterprise, string region = Department, Action<JsonObject>? change = null)
    {
        var id = await Steps.Submitted(enterprise, region, change);
        foreach (var level in Chains[region].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Equal("ok", await (level switch { "department" => Reviewer(), "third_party" => Auditor(), _ => Committee() }).Pass(id, level));
        }

        return id;
    }

    public async Task<JsonNode> View(Guid id) => await (await Http.GetAsync($"/v1/demands/{id}/verification")).Json();
}

/// <summary>Submits needs and takes steps; answers ok or the code of the problem.</summary>
internal static class Steps
{
    /// <summary>Posts a need and submits it.</summary>
    public static async Task<Guid> Submitted((string Code, HttpClient Http) enterprise, string region = VerifyingService.AllLevels, Action<JsonObject>? change = null)
    {
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", region).With("publish", true);
        change?.Invoke(body);
        using var answer = await enterprise.Http.PostAsJsonAsync("/v1/demands", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (Guid)(await answer.Json())["id"]!;
    }

    public static Task<string> Pass(this HttpClient who, Guid id, string level, string? note = null) => who.Step(id, "pass", new { level, note });

    public static Task<string> Return(this HttpClient who, Guid id, string level, string returnTo) =>
        who.Step(id, "return", new { level, returnTo, reasonCodes = (string[])["figures_unsupported"], text = "指标缺少检测依据" });

    public static Task<string> Veto(this HttpClient who, Guid id, string level) => who.Step(id, "veto", new { level, reasonCodes = (string[])["falsified_figures"], text = "数据造假" });

    public static Task<string> Lift(this HttpClient who, Guid id, string level) => who.Step(id, "lift", new { level, reasonCodes = (string[])["appeal_upheld"], text = "申诉成立" });

    public static Task<string> Withdraw(this HttpClient who, Guid id) => who.Step(id, "withdraw", null);

    public static async Task<string> Publish(this HttpClient who, Guid id) => await Code(await who.PostAsync($"/v1/demands/{id}/publish", null));

    public static async Task<string> Step(this HttpClient who, Guid id, string act, object? body) =>
        await Code(await who.PostAsync($"/v1/demands/{id}/verification:{act}", body is null ? null : JsonContent.Create(body)));

    public static async Task<string> Code(HttpResponseMessage answer)
    {
        using (answer)
        {
            return answer.IsSuccessStatusCode ? "ok" : await answer.ProblemCode() ?? $"{(int)answer.StatusCode}";
        }
    }
}
