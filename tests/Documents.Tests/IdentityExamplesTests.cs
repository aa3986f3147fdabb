extern alias identity;

using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>The examples of Identity are sent to it.</summary>
public sealed class IdentityExamplesTests(IdentityHost service) : IClassFixture<IdentityHost>
{
    private const string Password = "a long enough secret";

    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        var login = "";
        async Task<string> Token(string role) =>
            (string)(role == "person" ? await service.SignIn(login, Password) : await service.SignIn(IdentityHost.OperatorLogin, IdentityHost.OperatorPassword))["access_token"]!;

        await new ExampleRun<identity::Program>(service, "Identity", World, (role, _) => Token(role)).Run();

        async Task<Dictionary<string, string>> World()
        {
            using var anybody = service.With(null);
            using var chief = service.With(await Token("operator"));
            var (approved, pending) = (CreditCodes.Next(), CreditCodes.Next());
            foreach (var code in (string[])[approved, pending])
            {
                await anybody.Made("/v1/organisations", new
                {
                    kind = "enterprise",
                    name = "上虞晟澜新材料有限公司（虚构）",
                    creditCode = code,
                    regionCode = "330604",
                    industry = "C26",
                    account = new { login = $"gong-{code}", name = "龚工（虚构）", password = Password },
                });
            }

            await chief.Made($"/v1/organisations/{approved}:approve", null);
            login = $"gong-{approved}";
            var tokens = await service.SignIn(login, Password);
            using var person = service.With((string)tokens["access_token"]!);
            var client = await person.Made("/v1/clients", new { name = "ERP", scopes = (string[])["demands:read", "demands:write"] });
            return new()
            {
                ["pending"] = pending,
                ["login"] = login,
                ["refresh"] = (string)tokens["refresh_token"]!,
                ["client"] = (string)client["client"]!["clientId"]!,
                ["secret"] = (string)client["clientSecret"]!,
            };
        }
    }
}
