using System.Net;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>An enterprise and an institute with an account and an API client each, and a reviewer of the bureau, to try the system with. Made once through the public API.</summary>
internal sealed class DemoOrganisations(GatewayApi gateway, string accounts, string clients)
{
    // Both stand in the seeds: what they post joins what is there.
    private static readonly Demo Enterprise = new("enterprise", "资中赭阳果业有限公司", "91511025YY00017768", "511025", "demands:read demands:write experts:read matches:read webhooks notices");
    private static readonly Demo Institute = new("institute", "甜城丘区农业科学研究院", "12511011YY0001258U", "511011", "demands:read experts:read experts:write matches:read webhooks notices");

    /// <exception cref="LoadingException">The gateway refused something.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var demo in new[] { Enterprise, Institute })
        {
            await Register(demo, cancellation);
            await MakeClient(demo, cancellation);
        }

        var reviewer = SignIn.ReadPair(Path.Combine(accounts, "reviewer"));
        var body = new JsonObject { ["login"] = reviewer.Login, ["name"] = "演示评审（虚构）", ["password"] = reviewer.Secret, ["role"] = "reviewer" };
        await Post("api/v1/accounts", body, "login_taken", cancellation);
    }

    private async Task Register(Demo demo, CancellationToken cancellation)
    {
        var account = SignIn.ReadPair(Path.Combine(accounts, demo.Kind));
        var body = new JsonObject
        {
            ["kind"] = demo.Kind,
            ["name"] = demo.Name,
            ["creditCode"] = demo.CreditCode,
            ["regionCode"] = demo.RegionCode,
            ["account"] = new JsonObject { ["login"] = account.Login, ["name"] = "演示账号（虚构）", ["password"] = account.Secret },
        };
        body[demo.Kind == "enterprise" ? "industry" : "instituteKind"] = demo.Kind == "enterprise" ? "A01" : "research_institute";
        await Post("api/v1/organisations", body, "organisation_exists", cancellation);
        // Approved already, it is told so.
        await Post($"api/v1/organisations/{demo.CreditCode}:approve", [], "wrong_status", cancellation);
    }

    private async Task MakeClient(Demo demo, CancellationToken cancellation)
    {
        var file = Path.Combine(clients, demo.Kind);
        if (File.Exists(file))
        {
            return;
        }

        var body = new JsonObject { ["organisation"] = demo.CreditCode, ["name"] = "演示接口", ["scopes"] = new JsonArray([.. demo.Scopes.Split(' ').Select(scope => JsonValue.Create(scope))]) };
        // No key: an answer that was lost would be repeated without its secret, and a second client harms nobody.
        var answer = await gateway.PostOnce("api/v1/clients", body.ToJsonString(), cancellation);
        if (!answer.Succeeded)
        {
            throw Refusal.Of($"the API client of {demo.Name}", answer);
        }

        var half = $"{file}.half";
        await File.WriteAllTextAsync(half, $"{answer.Body!["client"]!["clientId"]}:{answer.Body["clientSecret"]}\n", cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(half, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(half, file);
    }

    private async Task Post(string path, JsonObject body, string already, CancellationToken cancellation)
    {
        var answer = await gateway.PostOnce(path, body.ToJsonString(), cancellation);
        if (!answer.Succeeded && !(answer.Status == HttpStatusCode.Conflict && answer.Code == already))
        {
            throw Refusal.Of(path, answer);
        }
    }

    private sealed record Demo(string Kind, string Name, string CreditCode, string RegionCode, string Scopes);
}
