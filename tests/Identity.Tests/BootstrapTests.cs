using Matchmaking.Contracts.Identity;
using Matchmaking.Identity.Accounts;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity.Tests;

public sealed class BootstrapTests(IdentityUnderTest service) : IClassFixture<IdentityUnderTest>
{
    private const string Count = "select count(*)::int from organisation where kind = 'bureau'";

    [Fact]
    public async Task The_first_operator_stands_for_the_whole_country_and_the_bureau_is_announced()
    {
        var claims = Jwt.Claims((string)(await service.SignIn(IdentityUnderTest.OperatorLogin, IdentityUnderTest.OperatorPassword))["access_token"]!);

        Assert.Equal(("operator", IdentityUnderTest.BureauCode), ((string?)claims["role"], (string?)claims["org"]));
        Assert.Null(claims["region"]);
        Assert.Single(await service.Sent<OrganisationApproved>(), m => m.CreditCode == IdentityUnderTest.BureauCode && m.Kind == "bureau");
    }

    [Fact]
    public async Task A_later_start_changes_nothing_whatever_the_settings_say()
    {
        var (before, bureaus) = (await Hash(), await service.Database.Scalar<int>(Count));

        await Start(new BootstrapOptions { CreditCode = IdentityUnderTest.BureauCode, Name = "另一局", Region = "320000", Login = IdentityUnderTest.OperatorLogin, Password = "quite another secret" });
        await Start(new BootstrapOptions { CreditCode = Harness.CreditCodes.Next(), Name = "另一局", Region = "320000", Login = "second.operator", Password = "quite another secret" });

        Assert.Equal(before, await Hash());
        Assert.Equal(bureaus, await service.Database.Scalar<int>(Count));
    }

    [Theory]
    [InlineData("12100000400000624E", "chief", "a long enough secret", "creditCode")]
    [InlineData("12100000400000624D", "the chief", "a long enough secret", "account.login")]
    [InlineData("12100000400000624D", "chief", "short", "account.password")]
    [InlineData("12100000400000624D", "chief", "1234567890", "account.password")]
    public void Faulty_settings_end_the_start(string creditCode, string login, string password, string field)
    {
        var options = new BootstrapOptions { CreditCode = creditCode, Name = "科技局", Region = "330000", Login = login, Password = password };

        Assert.Contains(options.Validate(new(options)), fault => fault.ErrorMessage!.Contains(field, StringComparison.Ordinal) && !fault.ErrorMessage.Contains(password, StringComparison.Ordinal));
    }

    private Task<string> Hash() => service.Database.Scalar<string>("select hash from account_password join account using (account_id) where login = @Login", new { Login = IdentityUnderTest.OperatorLogin });

    private Task Start(BootstrapOptions options) => new Bootstrap(
        service.Services.GetRequiredService<NpgsqlDataSource>(), service.Services.GetRequiredService<Passwords>(), service.Services.GetRequiredService<Outbox>(),
        Options.Create(options), TimeProvider.System, NullLogger<Bootstrap>.Instance).StartAsync(CancellationToken.None);
}
